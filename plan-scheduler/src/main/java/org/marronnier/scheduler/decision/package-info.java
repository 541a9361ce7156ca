/** Deciding candidates of any source over whole households, with all that competes for a place. */
@NullMarked
package org.marronnier.scheduler.decision;

import org.jspecify.annotations.NullMarked;
