/** Segments: the named audiences of a plan, made and changed in the browser. */
@NullMarked
package org.marronnier.web.segment;

import org.jspecify.annotations.NullMarked;
