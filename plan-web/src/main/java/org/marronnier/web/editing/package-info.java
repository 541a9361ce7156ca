/** How items of a plan are edited: one at a time, checked within the whole plan, and undone. */
@NullMarked
package org.marronnier.web.editing;

import org.jspecify.annotations.NullMarked;
