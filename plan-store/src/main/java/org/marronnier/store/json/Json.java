package org.marronnier.store.json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The text of a jsonb column. */
public record Json(String text) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** The text of a tree of maps, lists, texts, numbers and truth values. */
    public static Json of(Object tree) {
        return new Json(MAPPER.writeValueAsString(tree));
    }

    /**
     * The tree of the text.
     *
     * @throws IllegalStateException when the text is no JSON
     */
    public Object tree() {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("A jsonb column holds no JSON.", e);
        }
    }
}
