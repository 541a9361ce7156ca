/** How customers live with the brand today, and where the plan answers. */
@NullMarked
package org.marronnier.domain.journey;

import org.jspecify.annotations.NullMarked;
