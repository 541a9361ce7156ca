/** Conditions as predicates of one contact, which test its packed facts and allocate nothing. */
@NullMarked
package org.marronnier.engine.condition;

import org.jspecify.annotations.NullMarked;
