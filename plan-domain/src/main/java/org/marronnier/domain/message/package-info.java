/** What a message is: its type, its intent and what became of it. */
@NullMarked
package org.marronnier.domain.message;

import org.jspecify.annotations.NullMarked;
