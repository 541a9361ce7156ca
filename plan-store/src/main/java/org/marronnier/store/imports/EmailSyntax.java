package org.marronnier.store.imports;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.marronnier.store.copy.Bytes;

/**
 * What is an e-mail address: what commons-validator says, with the top-level domains that RFC 2606
 * keeps for examples and tests. The answer for a domain is remembered; the plainest local parts
 * need no regular expression.
 */
final class EmailSyntax {

    private static final int MOST_DOMAINS = 20_000;

    private static final EmailValidator LIBRARY =
            new EmailValidator(
                    false,
                    false,
                    DomainValidator.getInstance(
                            false,
                            new ArrayList<>(
                                    List.of(
                                            new DomainValidator.Item(
                                                    DomainValidator.ArrayType.GENERIC_PLUS,
                                                    new String[] {
                                                        "example", "invalid", "test"
                                                    })))));

    private final Map<String, Boolean> domains = new HashMap<>();

    /** What the library answers. */
    static boolean isValidForLibrary(String address) {
        return LIBRARY.isValid(address);
    }

    /** The same answer, sooner. */
    boolean isValid(byte[] bytes, int from, int length) {
        int at = plainLocalPart(bytes, from, length);
        if (at < 0) {
            return LIBRARY.isValid(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
        var domain = new String(bytes, at + 1, from + length - at - 1, StandardCharsets.UTF_8);
        var known = domains.get(domain);
        if (known == null) {
            known = LIBRARY.isValid("a@" + domain);
            if (domains.size() < MOST_DOMAINS) {
                domains.put(domain, known);
            }
        }
        return known;
    }

    /**
     * The place of the @ behind a local part of letters, digits, dashes and inner single dots, or
     * -1.
     */
    private static int plainLocalPart(byte[] bytes, int from, int length) {
        int end = from + length;
        boolean dot = true;
        for (int i = from; i < end && i - from <= 64; i++) {
            byte b = bytes[i];
            if (b == '@') {
                return dot ? -1 : i;
            }
            if (b == '.') {
                if (dot) {
                    return -1;
                }
                dot = true;
            } else if ((b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '_'
                    || b == '-') {
                dot = false;
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** The form in which addresses are compared: lower case, composed, the domain in ASCII. */
    static void key(byte[] bytes, int from, int length, Bytes out) {
        out.reserve(length);
        for (int i = 0; i < length; i++) {
            byte b = bytes[from + i];
            if (b < 0) {
                var key = key(new String(bytes, from, length, StandardCharsets.UTF_8));
                out.size -= i;
                out.put(key.getBytes(StandardCharsets.UTF_8));
                return;
            }
            out.array[out.size++] = (byte) (b >= 'A' && b <= 'Z' ? b + 32 : b);
        }
    }

    private static String key(String address) {
        int at = address.lastIndexOf('@');
        var local = Normalizer.normalize(address.substring(0, at), Normalizer.Form.NFC);
        return (local + "@" + ascii(address.substring(at + 1))).toLowerCase(Locale.ROOT);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notADomainName) {
            return domain;
        }
    }
}
