/** Conditions asked of some contacts: which of them match, and which part fails. */
@NullMarked
package org.marronnier.scheduler.condition;

import org.jspecify.annotations.NullMarked;
