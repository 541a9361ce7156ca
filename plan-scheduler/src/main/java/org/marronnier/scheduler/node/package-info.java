/** This process among those that share the database: its name and its pulse. */
@NullMarked
package org.marronnier.scheduler.node;

import org.jspecify.annotations.NullMarked;
