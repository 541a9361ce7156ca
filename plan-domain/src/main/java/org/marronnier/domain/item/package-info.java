/** What all items of a plan have in common when they are kept. */
@NullMarked
package org.marronnier.domain.item;

import org.jspecify.annotations.NullMarked;
