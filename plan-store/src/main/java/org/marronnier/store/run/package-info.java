/** Runs of campaigns and their funnels in PostgreSQL. */
@NullMarked
package org.marronnier.store.run;

import org.jspecify.annotations.NullMarked;
