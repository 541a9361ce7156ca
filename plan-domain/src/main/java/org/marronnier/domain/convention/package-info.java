/** Conventions: the vocabulary, purposes, senders and departments that a plan shares. */
@NullMarked
package org.marronnier.domain.convention;

import org.jspecify.annotations.NullMarked;
