/** The scenarios that live: what they are now, and how they follow what the plan says of them. */
@NullMarked
package org.marronnier.scheduler.scenario;

import org.jspecify.annotations.NullMarked;
