/** The life of an item of the plan from draft to end. */
@NullMarked
package org.marronnier.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
