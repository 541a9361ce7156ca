/** What is missing from a plan, or weighs too much in it, judged by what the field advises. */
@NullMarked
package org.marronnier.engine.diagnostic;

import org.jspecify.annotations.NullMarked;
