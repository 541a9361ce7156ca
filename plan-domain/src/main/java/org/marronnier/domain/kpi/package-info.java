/** Figures by which objectives are measured. */
@NullMarked
package org.marronnier.domain.kpi;

import org.jspecify.annotations.NullMarked;
