/** What makes scenarios fire: what comes in, and instants that come. */
@NullMarked
package org.marronnier.scheduler.trigger;

import org.jspecify.annotations.NullMarked;
