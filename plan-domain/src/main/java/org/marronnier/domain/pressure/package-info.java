/** Rules that protect contacts: pressure, quiet hours and capacity. */
@NullMarked
package org.marronnier.domain.pressure;

import org.jspecify.annotations.NullMarked;
