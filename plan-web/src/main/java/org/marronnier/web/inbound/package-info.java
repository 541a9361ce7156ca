/** Contacts who come by themselves, asked about and told of by programs. */
@NullMarked
package org.marronnier.web.inbound;

import org.jspecify.annotations.NullMarked;
