/** Messages, and the outbox from which they leave, in PostgreSQL. */
@NullMarked
package org.marronnier.store.outbox;

import org.jspecify.annotations.NullMarked;
