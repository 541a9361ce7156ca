/** Contacts, read one at a time or a screen at a time. */
@NullMarked
package org.marronnier.store.contact;

import org.jspecify.annotations.NullMarked;
