/** Conventions: the vocabulary and the agreements of a plan, changed in the browser. */
@NullMarked
package org.marronnier.web.convention;

import org.jspecify.annotations.NullMarked;
