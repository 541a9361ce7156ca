package org.marronnier.store.imports;

/** A cell of CSV that is a JSON number or boolean as it stands. */
final class JsonLiteral {

    private JsonLiteral() {}

    /**
     * Whether a cell goes in as a JSON number or boolean: plain decimals of at most 30 characters
     * without leading zeros, sign plus or exponent ({@code 007}, {@code +33} and {@code 12E4} are
     * codes, not numbers).
     */
    static boolean is(byte[] bytes, int from, int length) {
        byte first = bytes[from];
        if (first == 't') {
            return length == 4
                    && bytes[from + 1] == 'r'
                    && bytes[from + 2] == 'u'
                    && bytes[from + 3] == 'e';
        }
        if (first == 'f') {
            return length == 5
                    && bytes[from + 1] == 'a'
                    && bytes[from + 2] == 'l'
                    && bytes[from + 3] == 's'
                    && bytes[from + 4] == 'e';
        }
        int i = first == '-' ? from + 1 : from;
        int end = from + length;
        if (length > 30 || i == end || bytes[i] < '0' || bytes[i] > '9') {
            return false;
        }
        if (bytes[i] == '0' && i + 1 < end && bytes[i + 1] != '.') {
            return false;
        }
        boolean point = false;
        boolean zero = true;
        for (; i < end; i++) {
            byte b = bytes[i];
            if (b == '.' && !point && i + 1 < end) {
                point = true;
            } else if (b < '0' || b > '9') {
                return false;
            } else if (b != '0') {
                zero = false;
            }
        }
        return !(zero && first == '-');
    }
}
