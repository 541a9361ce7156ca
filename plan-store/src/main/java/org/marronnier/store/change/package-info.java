/** The history of plans in PostgreSQL. */
@NullMarked
package org.marronnier.store.change;

import org.jspecify.annotations.NullMarked;
