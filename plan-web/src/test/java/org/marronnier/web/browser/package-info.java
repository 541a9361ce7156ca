/** What a test needs to drive the pages with a real browser. */
@NullMarked
package org.marronnier.web.browser;

import org.jspecify.annotations.NullMarked;
