/** Named audiences. */
@NullMarked
package org.marronnier.domain.segment;

import org.jspecify.annotations.NullMarked;
