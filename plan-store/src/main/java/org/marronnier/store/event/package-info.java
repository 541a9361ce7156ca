/** Events as they come in one by one, what waits because of them, and what they say of messages. */
@NullMarked
package org.marronnier.store.event;

import org.jspecify.annotations.NullMarked;
