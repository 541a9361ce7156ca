/** Runs of campaigns, for programs: firing them, their funnels, and every decision. */
@NullMarked
package org.marronnier.web.run;

import org.jspecify.annotations.NullMarked;
