/** Audience counts, computed in the background so that no page waits for one. */
@NullMarked
package org.marronnier.scheduler.audience;

import org.jspecify.annotations.NullMarked;
