/** The database that the product brings with it, for whoever names no other. */
@NullMarked
package org.marronnier.store.database;

import org.jspecify.annotations.NullMarked;
