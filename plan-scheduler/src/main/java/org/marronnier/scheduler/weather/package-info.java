/**
 * Asking a provider for the weather where contacts live, and firing the scenarios that wait for it.
 */
@NullMarked
package org.marronnier.scheduler.weather;

import org.jspecify.annotations.NullMarked;
