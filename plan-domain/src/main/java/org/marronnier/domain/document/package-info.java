/** The plan document: a whole plan as one value, and how it is read from and written to a tree. */
@NullMarked
package org.marronnier.domain.document;

import org.jspecify.annotations.NullMarked;
