/** What rules would have held back of the messages that were sent. */
@NullMarked
package org.marronnier.engine.impact;

import org.jspecify.annotations.NullMarked;
