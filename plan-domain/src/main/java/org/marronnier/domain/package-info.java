/** The words of the trade: the plan and everything it is made of. */
@NullMarked
package org.marronnier.domain;

import org.jspecify.annotations.NullMarked;
