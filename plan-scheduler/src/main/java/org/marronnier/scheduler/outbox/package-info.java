/** The way out: entries are claimed, handed to a gateway, and their outcome recorded. */
@NullMarked
package org.marronnier.scheduler.outbox;

import org.jspecify.annotations.NullMarked;
