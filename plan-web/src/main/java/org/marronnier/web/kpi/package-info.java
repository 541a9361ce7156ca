/** Pages of KPIs. */
@NullMarked
package org.marronnier.web.kpi;

import org.jspecify.annotations.NullMarked;
