/** How a demonstration is written into empty tables. */
@NullMarked
package org.marronnier.store.demonstration;

import org.jspecify.annotations.NullMarked;
