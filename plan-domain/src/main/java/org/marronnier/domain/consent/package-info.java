/** What a contact agreed to, and what the plan asks before it speaks. */
@NullMarked
package org.marronnier.domain.consent;

import org.jspecify.annotations.NullMarked;
