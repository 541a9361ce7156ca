/** How a contact walks through the steps of a scenario: paths, ways and waits. */
@NullMarked
package org.marronnier.engine.scenario;

import org.jspecify.annotations.NullMarked;
