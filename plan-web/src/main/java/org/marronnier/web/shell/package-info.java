/** The frame around every page: navigation, language, figures and error pages. */
@NullMarked
package org.marronnier.web.shell;

import org.jspecify.annotations.NullMarked;
