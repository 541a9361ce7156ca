package org.marronnier.web.calendar;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Values as they stand in the query of an address. */
final class Encoded {

    private Encoded() {}

    static String of(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static String read(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
