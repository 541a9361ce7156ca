/** What is shown to contacts when they come by themselves, in PostgreSQL. */
@NullMarked
package org.marronnier.store.inbound;

import org.jspecify.annotations.NullMarked;
