/** Sets of rules that a country's law asks for, each with its source. */
@NullMarked
package org.marronnier.domain.pack;

import org.jspecify.annotations.NullMarked;
