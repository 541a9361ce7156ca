/** Who may use the product: people who sign in, and keys that programs carry. */
@NullMarked
package org.marronnier.domain.user;

import org.jspecify.annotations.NullMarked;
