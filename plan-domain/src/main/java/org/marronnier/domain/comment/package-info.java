/** What people say to each other about items of a plan. */
@NullMarked
package org.marronnier.domain.comment;

import org.jspecify.annotations.NullMarked;
