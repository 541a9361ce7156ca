/** The ways a message reaches a contact. */
@NullMarked
package org.marronnier.domain.channel;

import org.jspecify.annotations.NullMarked;
