/**
 * Who is inside a scenario, where they stand, and what was decided of their steps, in PostgreSQL.
 */
@NullMarked
package org.marronnier.store.enrolment;

import org.jspecify.annotations.NullMarked;
