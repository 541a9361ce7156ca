/** The gateways: the product's own inbox, and SMTP. */
@NullMarked
package org.marronnier.scheduler.delivery;

import org.jspecify.annotations.NullMarked;
