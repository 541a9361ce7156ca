/** Conditions as people read them: one sentence in French or English. */
@NullMarked
package org.marronnier.web.condition;

import org.jspecify.annotations.NullMarked;
