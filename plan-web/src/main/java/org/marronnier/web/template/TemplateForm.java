package org.marronnier.web.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.web.editing.FormTree;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The form of a template. */
final class TemplateForm {

    private TemplateForm() {}

    /** What its fields say. */
    static Map<String, Object> tree(MultiValueMap<String, String> form) {
        var lines = new LinkedMultiValueMap<String, String>();
        form.forEach(
                (name, values) ->
                        lines.put(
                                name,
                                values.stream()
                                        .map(value -> value.replace("\r\n", "\n"))
                                        .toList()));
        return new LinkedHashMap<>(FormTree.of(lines).tree());
    }

    /** A press that adds or takes away a language shows the page again, and keeps nothing. */
    static boolean pressed(
            MultiValueMap<String, String> form, Map<String, Object> typed, Model model) {
        var press = form.getFirst("_press");
        if (press == null) {
            return false;
        }
        var variants =
                new ArrayList<Object>(
                        typed.get("variants") instanceof List<?> list ? list : List.of());
        if (press.equals("add")) {
            variants.add(Map.of("locale", "en"));
        } else if (press.matches("remove:\\d{1,3}")) {
            var index = Integer.parseInt(press.substring("remove:".length()));
            if (index < variants.size()) {
                variants.remove(index);
            }
        }
        typed.put("variants", variants);
        model.addAttribute("values", typed);
        return true;
    }
}
