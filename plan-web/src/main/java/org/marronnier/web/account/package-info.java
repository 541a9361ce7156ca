/** The page where a user keeps the own password. */
@NullMarked
package org.marronnier.web.account;

import org.jspecify.annotations.NullMarked;
