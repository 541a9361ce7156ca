/** What does not fit in a plan of campaigns: found while it is made, not when it is sent. */
@NullMarked
package org.marronnier.engine.conflict;

import org.jspecify.annotations.NullMarked;
