/** Templates: a message written for one contact. */
@NullMarked
package org.marronnier.engine.template;

import org.jspecify.annotations.NullMarked;
