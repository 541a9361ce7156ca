/** Spreadsheets on their way into a plan. */
@NullMarked
package org.marronnier.store.spreadsheet;

import org.jspecify.annotations.NullMarked;
