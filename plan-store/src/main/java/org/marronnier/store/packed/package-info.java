/**
 * Passes over all contacts that decide several runs together: facts out and decisions in by COPY.
 */
@NullMarked
package org.marronnier.store.packed;

import org.jspecify.annotations.NullMarked;
