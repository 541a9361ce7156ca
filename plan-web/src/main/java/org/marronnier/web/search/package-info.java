/** The search of everything: items of the plan by name, and contacts. */
@NullMarked
package org.marronnier.web.search;

import org.jspecify.annotations.NullMarked;
