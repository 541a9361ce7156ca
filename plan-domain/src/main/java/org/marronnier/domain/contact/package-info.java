/** The people a brand may speak to, as pages and programs read them. */
@NullMarked
package org.marronnier.domain.contact;

import org.jspecify.annotations.NullMarked;
