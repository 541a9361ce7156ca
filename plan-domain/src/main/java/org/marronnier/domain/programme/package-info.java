/** Programmes: all scenarios for one objective at one moment of the customer's life. */
@NullMarked
package org.marronnier.domain.programme;

import org.jspecify.annotations.NullMarked;
