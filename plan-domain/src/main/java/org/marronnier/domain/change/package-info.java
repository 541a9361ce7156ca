/** What was changed in plans, by whom and when, and what is prepared beside them. */
@NullMarked
package org.marronnier.domain.change;

import org.jspecify.annotations.NullMarked;
