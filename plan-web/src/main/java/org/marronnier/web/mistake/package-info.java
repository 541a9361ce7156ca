/** Mistakes of documents and forms in the language of their reader. */
@NullMarked
package org.marronnier.web.mistake;

import org.jspecify.annotations.NullMarked;
