package org.marronnier.domain.document;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of the plan document, made from the very shapes by which it is read.
 */
public final class PlanSchema {

    private PlanSchema() {}

    /**
     * The schema as a tree. It says less than the reader checks: keys that are named elsewhere, and
     * what must fit together.
     */
    public static Map<String, Object> schema() {
        var definitions = new Definitions();
        var root = Whole.DOCUMENT.schema(definitions);
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Marronnier plan document");
        schema.putAll(root);
        schema.put("$defs", definitions.parts());
        return schema;
    }
}
