/** What does not fit in a plan, said to who can mend it. */
@NullMarked
package org.marronnier.web.conflict;

import org.jspecify.annotations.NullMarked;
