/** Plans in the database: repositories of their items, and whole plans kept and loaded. */
@NullMarked
package org.marronnier.store.plan;

import org.jspecify.annotations.NullMarked;
