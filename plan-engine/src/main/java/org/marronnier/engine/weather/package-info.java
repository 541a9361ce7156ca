/** What the weather forecast of a day says, and whether it is what a scenario waits for. */
@NullMarked
package org.marronnier.engine.weather;

import org.jspecify.annotations.NullMarked;
