/** The product's own inbox in PostgreSQL. */
@NullMarked
package org.marronnier.store.inbox;

import org.jspecify.annotations.NullMarked;
