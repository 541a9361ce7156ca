/** Everything that happens in time. */
@NullMarked
package org.marronnier.scheduler;

import org.jspecify.annotations.NullMarked;
