/** The paths that customers take, drawn step by step and edited in place. */
@NullMarked
package org.marronnier.web.journey;

import org.jspecify.annotations.NullMarked;
