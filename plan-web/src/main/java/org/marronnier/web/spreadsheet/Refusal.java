package org.marronnier.web.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * A line that is not taken.
 *
 * @param column what was read where it went wrong; null for the whole line
 * @param value what stands there
 */
record Refusal(int line, @Nullable Column column, String value, Reason reason) {}
