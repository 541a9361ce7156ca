/** Pages and calls about who is inside a scenario: how it runs, where each contact stands. */
@NullMarked
package org.marronnier.web.enrolment;

import org.jspecify.annotations.NullMarked;
