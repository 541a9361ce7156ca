/** Files of contacts, consents and events on their way into the database. */
@NullMarked
package org.marronnier.store.imports;

import org.jspecify.annotations.NullMarked;
