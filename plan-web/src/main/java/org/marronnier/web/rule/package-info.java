/** The rules of engagement in the browser: pressure, quiet hours and capacities. */
@NullMarked
package org.marronnier.web.rule;

import org.jspecify.annotations.NullMarked;
