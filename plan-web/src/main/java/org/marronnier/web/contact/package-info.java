/** Contacts, as pages and as the API show them. */
@NullMarked
package org.marronnier.web.contact;

import org.jspecify.annotations.NullMarked;
