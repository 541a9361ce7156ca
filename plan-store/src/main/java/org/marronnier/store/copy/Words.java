package org.marronnier.store.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary of few texts that come again and again: each sequence of fields of a row, as its
 * bytes, has a number from 0. A text that is known costs no memory.
 */
public final class Words {

    private final List<byte[]> words = new ArrayList<>();
    private int[] slots = new int[64];
    private int last = -1;

    /** How many words are known. */
    public int size() {
        return words.size();
    }

    /** The number of a word, which is learnt where it is not known. */
    int number(byte[] bytes, int from, int to) {
        if (last >= 0 && is(last, bytes, from, to)) {
            return last;
        }
        var mask = slots.length - 1;
        var slot = hash(bytes, from, to) & mask;
        while (slots[slot] != 0) {
            last = slots[slot] - 1;
            if (is(last, bytes, from, to)) {
                return last;
            }
            slot = (slot + 1) & mask;
        }
        last = words.size();
        words.add(Arrays.copyOfRange(bytes, from, to));
        slots[slot] = words.size();
        if (2 * words.size() > slots.length) {
            grow();
        }
        return last;
    }

    /** The fields that make up the word of a number, in order. */
    public Fields fields(int number) {
        return new Fields(words.get(number));
    }

    /** The fields of a word, each read once. */
    public static final class Fields {

        private final ByteBuffer bytes;

        private Fields(byte[] word) {
            this.bytes = ByteBuffer.wrap(word);
        }

        /** The next field, a text; null where it has no value. */
        public @Nullable String text() {
            var length = bytes.getInt();
            if (length < 0) {
                return null;
            }
            var text = new byte[length];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }

        /** The next field, an array of texts; those without a value are left out. */
        public List<String> texts() {
            var texts = new ArrayList<String>();
            if (bytes.getInt() < 0) {
                return texts;
            }
            var dimensions = bytes.getInt();
            bytes.getLong();
            var count = 0;
            for (var i = 0; i < dimensions; i++) {
                count = bytes.getInt();
                bytes.getInt();
            }
            for (var i = 0; i < count; i++) {
                var text = text();
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }
    }

    private boolean is(int number, byte[] bytes, int from, int to) {
        var word = words.get(number);
        return Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private void grow() {
        var more = new int[2 * slots.length];
        for (var number = 0; number < words.size(); number++) {
            var word = words.get(number);
            var slot = hash(word, 0, word.length) & (more.length - 1);
            while (more[slot] != 0) {
                slot = (slot + 1) & (more.length - 1);
            }
            more[slot] = number + 1;
        }
        slots = more;
    }

    private static int hash(byte[] bytes, int from, int to) {
        var hash = 0;
        for (var i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
