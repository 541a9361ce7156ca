/** Contacts on their way through scenarios: steps taken in batches, exactly once, at their time. */
@NullMarked
package org.marronnier.scheduler.enrolment;

import org.jspecify.annotations.NullMarked;
