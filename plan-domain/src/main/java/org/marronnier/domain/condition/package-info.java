/** Conditions that say whether a contact matches: targets, segments, stages and exits. */
@NullMarked
package org.marronnier.domain.condition;

import org.jspecify.annotations.NullMarked;
