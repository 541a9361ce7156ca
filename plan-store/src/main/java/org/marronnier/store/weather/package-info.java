/** The weather where contacts live, and what fired because of it, in PostgreSQL. */
@NullMarked
package org.marronnier.store.weather;

import org.jspecify.annotations.NullMarked;
