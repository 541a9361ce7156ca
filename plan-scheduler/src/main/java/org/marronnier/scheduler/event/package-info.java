/** Events as they come in: taken once, counted, and held back where too many wait. */
@NullMarked
package org.marronnier.scheduler.event;

import org.jspecify.annotations.NullMarked;
