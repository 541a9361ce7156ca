package org.marronnier.web.spreadsheet;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Several words in one cell: with commas between them, in quotes where one holds a comma. */
final class TagList {

    private TagList() {}

    static String write(List<String> words) {
        return words.stream().map(TagList::quoted).collect(joining(", "));
    }

    static List<String> read(String text) {
        var words = new LinkedHashSet<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                word.append(sign);
                i++;
            } else if (sign == '"' && (quoted || word.toString().isBlank())) {
                quoted = !quoted;
            } else if (!quoted && ",;\n".indexOf(sign) >= 0) {
                add(word, words);
            } else {
                word.append(sign);
            }
        }
        add(word, words);
        return new ArrayList<>(words);
    }

    private static void add(StringBuilder word, LinkedHashSet<String> words) {
        var said = word.toString().strip();
        if (!said.isEmpty()) {
            words.add(said);
        }
        word.setLength(0);
    }

    private static String quoted(String word) {
        return word.matches("(?s).*[,;\"\\n].*") ? '"' + word.replace("\"", "\"\"") + '"' : word;
    }
}
