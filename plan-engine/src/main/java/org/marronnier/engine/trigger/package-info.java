/** When the triggers of scenarios fire for a contact, from what is known of it. */
@NullMarked
package org.marronnier.engine.trigger;

import org.jspecify.annotations.NullMarked;
