/** Users, API keys and the audit, as rows. */
@NullMarked
package org.marronnier.store.user;

import org.jspecify.annotations.NullMarked;
