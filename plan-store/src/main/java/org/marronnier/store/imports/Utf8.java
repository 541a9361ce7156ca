package org.marronnier.store.imports;

/** The law of UTF-8 (Unicode 16, table 3-7). */
final class Utf8 {

    private Utf8() {}

    /** Whether the bytes are well-formed. */
    static boolean isWellFormed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int first = bytes[i++];
            if (first >= 0) {
                continue;
            }
            first &= 0xff;
            int more =
                    first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
            if (more < 0 || to - i < more) {
                return false;
            }
            int second = bytes[i] & 0xff;
            int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
            int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
            if (second < low || second > high) {
                return false;
            }
            for (int k = 1; k < more; k++) {
                if ((bytes[i + k] & 0xc0) != 0x80) {
                    return false;
                }
            }
            i += more;
        }
        return true;
    }

    /** The number of code points in well-formed bytes. */
    static int length(byte[] bytes, int from, int length) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}
