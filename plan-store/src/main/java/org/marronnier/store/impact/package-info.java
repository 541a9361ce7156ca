/** What rules as they are being written would have held back: the questions, and what was sent. */
@NullMarked
package org.marronnier.store.impact;

import org.jspecify.annotations.NullMarked;
