/** Who submitted, approved or sent back what, and when. */
@NullMarked
package org.marronnier.domain.approval;

import org.jspecify.annotations.NullMarked;
