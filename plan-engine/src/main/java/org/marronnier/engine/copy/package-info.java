/** A plan carried over to the next year. */
@NullMarked
package org.marronnier.engine.copy;

import org.jspecify.annotations.NullMarked;
