/** What messages say. */
@NullMarked
package org.marronnier.domain.template;

import org.jspecify.annotations.NullMarked;
