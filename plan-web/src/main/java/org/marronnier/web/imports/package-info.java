/** Files of contacts, consents and events: sent, watched, and what they refused. */
@NullMarked
package org.marronnier.web.imports;

import org.jspecify.annotations.NullMarked;
