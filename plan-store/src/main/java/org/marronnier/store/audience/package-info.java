/** Conditions as SQL, and the audiences they describe. */
@NullMarked
package org.marronnier.store.audience;

import org.jspecify.annotations.NullMarked;
