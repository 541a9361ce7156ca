/** The threads of this process that move runs and the outbox. */
@NullMarked
package org.marronnier.scheduler.worker;

import org.jspecify.annotations.NullMarked;
