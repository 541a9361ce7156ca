/** Rows on their way in and out by COPY in its binary form. */
@NullMarked
package org.marronnier.store.copy;

import org.jspecify.annotations.NullMarked;
