/** The plan that a newcomer finds, on the dates of the day. */
@NullMarked
package org.marronnier.web.demonstration;

import org.jspecify.annotations.NullMarked;
