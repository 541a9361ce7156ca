/** Templates of messages: written, seen as a contact gets them, and tried. */
@NullMarked
package org.marronnier.web.template;

import org.jspecify.annotations.NullMarked;
