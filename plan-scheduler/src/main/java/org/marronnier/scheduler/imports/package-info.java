/** Imports wait here for their turn and run one after another. */
@NullMarked
package org.marronnier.scheduler.imports;

import org.jspecify.annotations.NullMarked;
