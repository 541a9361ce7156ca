/** Scenarios: a trigger, a target, steps and an exit. */
@NullMarked
package org.marronnier.domain.scenario;

import org.jspecify.annotations.NullMarked;
