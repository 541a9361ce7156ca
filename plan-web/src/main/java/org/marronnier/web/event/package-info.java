/** Events that come in by the API, and the page that tells how they fare. */
@NullMarked
package org.marronnier.web.event;

import org.jspecify.annotations.NullMarked;
