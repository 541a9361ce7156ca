/** The judgement: pure functions over values, which say whether a message leaves, and why. */
@NullMarked
package org.marronnier.engine;

import org.jspecify.annotations.NullMarked;
