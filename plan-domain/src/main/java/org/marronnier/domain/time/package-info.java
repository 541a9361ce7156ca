/** Spans of time as plans write them. */
@NullMarked
package org.marronnier.domain.time;

import org.jspecify.annotations.NullMarked;
