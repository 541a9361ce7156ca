/** What the law asks of a plan: its marks on rules. */
@NullMarked
package org.marronnier.domain.law;

import org.jspecify.annotations.NullMarked;
