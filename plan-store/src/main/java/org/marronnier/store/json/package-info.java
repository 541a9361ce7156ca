/**
 * Parts of the plan document in jsonb columns: trees as JSON text, and the types of the database.
 */
@NullMarked
package org.marronnier.store.json;

import org.jspecify.annotations.NullMarked;
