/** Who gets in: sessions of people, keys of programs, and what each may do. */
@NullMarked
package org.marronnier.web.security;

import org.jspecify.annotations.NullMarked;
