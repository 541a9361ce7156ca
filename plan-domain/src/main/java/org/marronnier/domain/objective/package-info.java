/** What the plan is for, in figures. */
@NullMarked
package org.marronnier.domain.objective;

import org.jspecify.annotations.NullMarked;
