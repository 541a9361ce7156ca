/** What is told of a mistake, so that each reader is told in their own language. */
@NullMarked
package org.marronnier.domain.telling;

import org.jspecify.annotations.NullMarked;
