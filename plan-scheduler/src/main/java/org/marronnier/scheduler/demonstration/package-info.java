/**
 * A first plan to look at: an invented base of contacts whose rhythms are those of a real shop,
 * made anew from a seed and a date.
 */
@NullMarked
package org.marronnier.scheduler.demonstration;

import org.jspecify.annotations.NullMarked;
