/** The figures of plans, kept in PostgreSQL. */
@NullMarked
package org.marronnier.store.figure;

import org.jspecify.annotations.NullMarked;
