/** The plan: its frame and the rules that hold for all of it. */
@NullMarked
package org.marronnier.domain.plan;

import org.jspecify.annotations.NullMarked;
