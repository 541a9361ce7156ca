package org.marronnier.web.condition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.Option;

/** What the parts of an editor share: what is wrong, each told once, and the lists on offer. */
final class EditorNotes {

    private final String prefix;
    private final Map<String, String> mistakes;
    private final Set<String> told = new HashSet<>();
    private final Map<String, List<Option>> lists = new LinkedHashMap<>();

    EditorNotes(String prefix, Map<String, String> mistakes) {
        this.prefix = prefix;
        this.mistakes = mistakes;
    }

    Map<String, List<Option>> lists() {
        return lists;
    }

    /** Keeps a list of what is offered; null where there is nothing. */
    @Nullable String list(String name, List<Option> options) {
        if (options.isEmpty()) {
            return null;
        }
        var id = Token.id(prefix + "-" + name);
        lists.putIfAbsent(id, options);
        return id;
    }

    /** Whether something is wrong at a path. */
    boolean isWrong(String path) {
        return mistakes.containsKey(path);
    }

    /** What is wrong at a path, to be told there. */
    @Nullable String at(String path) {
        var mistake = mistakes.get(path);
        if (mistake != null) {
            told.add(path);
        }
        return mistake;
    }

    @Nullable String firstOf(String... paths) {
        for (var path : paths) {
            if (at(path) instanceof String mistake) {
                return mistake;
            }
        }
        return null;
    }

    /** What is wrong below a path and was not told beside a control. */
    @Nullable String restOf(String path) {
        var rest =
                mistakes.keySet().stream()
                        .filter(
                                at ->
                                        at.equals(path)
                                                || at.startsWith(path + ".")
                                                || at.startsWith(path + "["))
                        .filter(at -> !told.contains(at))
                        .map(this::at)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        return rest.isEmpty() ? null : rest;
    }
}
