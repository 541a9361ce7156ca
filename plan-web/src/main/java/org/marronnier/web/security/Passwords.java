package org.marronnier.web.security;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a password must be, and how one is made: four groups of five letters and digits, some 98
 * random bits.
 */
public final class Passwords {

    /** The fewest characters of a password that a person chooses. */
    public static final int FEWEST = 12;

    /** The most bytes that bcrypt reads. */
    public static final int MOST_BYTES = 72;

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    public static String made() {
        return IntStream.range(0, 4).mapToObj(group -> group()).collect(Collectors.joining("-"));
    }

    private static String group() {
        return RANDOM.ints(5, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining());
    }
}
