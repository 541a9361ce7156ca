/** Scenarios: what starts them, whom they mean and what they do, edited in place. */
@NullMarked
package org.marronnier.web.scenario;

import org.jspecify.annotations.NullMarked;
