/** Scenarios tried on a contact, on a clock that is made up. Nothing is kept. */
@NullMarked
package org.marronnier.scheduler.trial;

import org.jspecify.annotations.NullMarked;
