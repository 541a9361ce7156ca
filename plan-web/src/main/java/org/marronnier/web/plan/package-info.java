/** The plan on a page, and its document going in and out. */
@NullMarked
package org.marronnier.web.plan;

import org.jspecify.annotations.NullMarked;
