/** What a decision needs to know of contacts, and what was decided, in PostgreSQL. */
@NullMarked
package org.marronnier.store.decision;

import org.jspecify.annotations.NullMarked;
