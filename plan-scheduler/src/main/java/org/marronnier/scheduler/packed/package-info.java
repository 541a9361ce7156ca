/** Deciding several runs over all contacts in one pass, by the packed judgement. */
@NullMarked
package org.marronnier.scheduler.packed;

import org.jspecify.annotations.NullMarked;
