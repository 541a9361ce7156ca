/** What conditions need to know of contacts, and how it is told, a fact at a time. */
@NullMarked
package org.marronnier.domain.fact;

import org.jspecify.annotations.NullMarked;
