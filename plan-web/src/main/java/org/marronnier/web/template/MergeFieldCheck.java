package org.marronnier.web.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.Nearest;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.engine.template.MergeFields;
import org.marronnier.store.outbox.ContactFields;
import org.springframework.stereotype.Component;

/** Which merge fields there are, and which of a template's are none. */
@Component
final class MergeFieldCheck {

    private static final List<String> CONTENTS = List.of("subject", "html", "text");

    private final SeenFacts facts;

    MergeFieldCheck(SeenFacts facts) {
        this.facts = facts;
    }

    /** The fields of contacts, then the attributes that were seen. */
    List<String> known() {
        return Stream.concat(
                        ContactFields.NAMES.stream(),
                        new TreeSet<>(facts.seen().attributes().keySet()).stream())
                .distinct()
                .toList();
    }

    /** What is wrong with the fields that the tree of a template names. */
    List<Mistake> mistakes(Map<String, Object> template) {
        var known = known();
        var mistakes = new ArrayList<Mistake>();
        check(template, "", known, mistakes);
        if (template.get("variants") instanceof List<?> variants) {
            for (var i = 0; i < variants.size(); i++) {
                if (variants.get(i) instanceof Map<?, ?> variant) {
                    check(variant, "variants[" + i + "].", known, mistakes);
                }
            }
        }
        return mistakes;
    }

    private static void check(
            Map<?, ?> content, String path, List<String> known, List<Mistake> mistakes) {
        for (var name : CONTENTS) {
            if (content.get(name) instanceof String text) {
                check(text, path + name, known, mistakes);
            }
        }
    }

    private static void check(
            String text, String path, List<String> known, List<Mistake> mistakes) {
        MergeFields.in(text).stream()
                .filter(field -> !field.hasDefault() && !known.contains(field.name()))
                .forEach(
                        field ->
                                mistakes.add(
                                        new Mistake(
                                                path,
                                                Phrase.MERGE_FIELD_UNKNOWN
                                                        .with(field.name())
                                                        .then(
                                                                Nearest.question(
                                                                        field.name(), known)))));
        @Nullable String broken = MergeFields.broken(text);
        if (broken != null) {
            mistakes.add(new Mistake(path, Phrase.MERGE_FIELD_BROKEN.with(broken)));
        }
    }
}
