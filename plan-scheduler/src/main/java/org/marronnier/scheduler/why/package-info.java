/** What would be decided, and why, before anything runs: asked for one contact and one source. */
@NullMarked
package org.marronnier.scheduler.why;

import org.jspecify.annotations.NullMarked;
