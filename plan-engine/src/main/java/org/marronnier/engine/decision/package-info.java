/** The decision: whether a message leaves, by which channel, and every reason where it does not. */
@NullMarked
package org.marronnier.engine.decision;

import org.jspecify.annotations.NullMarked;
