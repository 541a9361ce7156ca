/** What has come in for live scenarios, when they are to fire, and who entered them. */
@NullMarked
package org.marronnier.store.trigger;

import org.jspecify.annotations.NullMarked;
