/** What scenarios did. */
@NullMarked
package org.marronnier.store.scenario;

import org.jspecify.annotations.NullMarked;
