package org.marronnier.web.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.ui.Model;

/**
 * What {@link Answering} and {@link ShowingItem} put into the model of a form, to be read again.
 */
public final class FormModel {

    private FormModel() {}

    /** The tree that the fields show; empty where there is none. */
    @SuppressWarnings("unchecked") // nothing else goes by this name
    public static Map<String, Object> values(Model model) {
        return model.getAttribute("values") instanceof Map<?, ?> values
                ? (Map<String, Object>) values
                : Map.of();
    }

    /** What is wrong, in sentences by path; empty where nothing is. */
    @SuppressWarnings("unchecked") // nothing else goes by this name
    public static Map<String, String> mistakes(Model model) {
        return model.getAttribute("mistakes") instanceof Map<?, ?> mistakes
                ? (Map<String, String>) mistakes
                : Map.of();
    }

    /** The mistakes of one part, by their paths within it. */
    public static Map<String, String> within(String prefix, Map<String, String> mistakes) {
        var told = new LinkedHashMap<String, String>();
        mistakes.forEach(
                (path, sentence) -> {
                    if (path.startsWith(prefix)) {
                        told.put(path.substring(prefix.length()), sentence);
                    }
                });
        return told;
    }
}
