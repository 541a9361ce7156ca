package org.marronnier.web.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * An API key in full; it is shown once and only its SHA-256 is kept. Made ones have 256 random
 * bits.
 */
public record KeyText(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static KeyText made() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new KeyText("mrn_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** The start of the key, by which its bearer recognises it: a quarter of it at most. */
    public String hint() {
        return text.substring(0, Math.min(8, text.length() / 4)) + "…";
    }

    @Override
    public String toString() {
        return hint();
    }
}
