/** What is computed in the background, kept by subject, so that no page waits for it. */
@NullMarked
package org.marronnier.domain.computing;

import org.jspecify.annotations.NullMarked;
