package org.marronnier.web.plan;

import java.io.Reader;

/**
 * Reads a text in parts that never end between the two halves of a character: the parser of YAML
 * has no room for the second half where the first fills its buffer.
 */
final class WholeCharacters extends Reader {

    private final String text;
    private int at;

    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] into, int from, int most) {
        if (most == 0) {
            return 0;
        }
        if (at == text.length()) {
            return -1;
        }
        var end = Math.min(text.length(), at + most);
        if (end < text.length()
                && end - at > 1
                && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        text.getChars(at, end, into, from);
        var count = end - at;
        at = end;
        return count;
    }

    @Override
    public void close() {}
}
