/** What is asked of every page: that it is quick, and within everyone's reach. */
@NullMarked
package org.marronnier.web.page;

import org.jspecify.annotations.NullMarked;
