/** Calendars that other programs read under a secret address. */
@NullMarked
package org.marronnier.store.feed;

import org.jspecify.annotations.NullMarked;
