/**
 * Runs of campaigns: where they stand, what became of their contacts, and the messages that left.
 */
@NullMarked
package org.marronnier.domain.run;

import org.jspecify.annotations.NullMarked;
