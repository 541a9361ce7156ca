/** Decisions as people read them: each reason in one sentence, French or English. */
@NullMarked
package org.marronnier.web.decision;

import org.jspecify.annotations.NullMarked;
