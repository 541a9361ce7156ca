/** The plan's calendar as a spreadsheet: out as XLSX or CSV, and in again. */
@NullMarked
package org.marronnier.web.spreadsheet;

import org.jspecify.annotations.NullMarked;
