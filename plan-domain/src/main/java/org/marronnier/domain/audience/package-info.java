/**
 * Who is meant by a condition of a plan: the contacts that match it, streamed, tested and counted.
 */
@NullMarked
package org.marronnier.domain.audience;

import org.jspecify.annotations.NullMarked;
