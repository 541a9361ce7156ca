/** Runs of campaigns: firing them, deciding them chunk by chunk, and steering them. */
@NullMarked
package org.marronnier.scheduler.campaign;

import org.jspecify.annotations.NullMarked;
