/** Contacts who come by themselves: what they are shown, and that it was. */
@NullMarked
package org.marronnier.scheduler.inbound;

import org.jspecify.annotations.NullMarked;
