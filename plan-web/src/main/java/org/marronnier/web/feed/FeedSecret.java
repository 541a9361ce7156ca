package org.marronnier.web.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The part of a feed's address that only its readers know: 256 random bits. */
record FeedSecret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static FeedSecret made() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new FeedSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    @Override
    public String toString() {
        return "a feed's secret";
    }
}
