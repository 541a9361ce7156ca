package org.marronnier.store.packed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of contacts, by their ids: a bit each, in pages that are there only where one is in the
 * set.
 */
public final class ContactBits {

    private static final int PAGE = 1 << 10;

    private long[] @Nullable [] pages = new long[16][];
    private long size;

    /** Puts a contact into the set, where it is not in it yet. */
    public void add(long contact) {
        var word = contact >>> 6;
        var number = Math.toIntExact(word / PAGE);
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(2 * pages.length, number + 1));
        }
        var page = pages[number];
        if (page == null) {
            page = new long[PAGE];
            pages[number] = page;
        }
        var bit = 1L << contact;
        var at = (int) (word % PAGE);
        if ((page[at] & bit) == 0) {
            page[at] |= bit;
            size++;
        }
    }

    /** Whether a contact is in the set. */
    public boolean contains(long contact) {
        var word = contact >>> 6;
        var number = word / PAGE;
        if (number >= pages.length) {
            return false;
        }
        var page = pages[(int) number];
        return page != null && (page[(int) (word % PAGE)] >>> contact & 1) != 0;
    }

    /** How many contacts are in the set. */
    public long size() {
        return size;
    }

    /** What the set takes in memory. */
    public long bytes() {
        return 8L * pages.length
                + Arrays.stream(pages).filter(page -> page != null).count() * PAGE * Long.BYTES;
    }
}
