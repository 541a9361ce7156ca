/** The only room with SQL. */
@NullMarked
package org.marronnier.store;

import org.jspecify.annotations.NullMarked;
