package org.marronnier.domain.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The named parts of a JSON Schema; a part may hold itself. */
final class Definitions {

    private final Map<String, Object> parts = new LinkedHashMap<>();

    /** A reference to a part, which is described when first asked for. */
    Map<String, Object> reference(String name, Supplier<Map<String, Object>> description) {
        if (!parts.containsKey(name)) {
            parts.put(name, Map.of());
            parts.put(name, description.get());
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    Map<String, Object> parts() {
        return parts;
    }
}
