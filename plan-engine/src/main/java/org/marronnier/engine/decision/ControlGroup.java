package org.marronnier.engine.decision;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who is kept aside to compare with: a share of contacts, the same at every decision (section 4).
 */
public final class ControlGroup {

    private static final BigDecimal TWO_TO_52 = new BigDecimal(BigInteger.ONE.shiftLeft(52));

    private ControlGroup() {}

    /**
     * Whether {@code u(salt, externalId) < rate}, in exact arithmetic.
     *
     * @param salt the key of the plan, or of the campaign or scenario
     * @param rate the share of contacts that are kept aside, from 0 to 1
     */
    public static boolean holds(String salt, BigDecimal rate, String externalId) {
        return rate.signum() > 0
                && BigDecimal.valueOf(u52(salt, externalId)).compareTo(rate.multiply(TWO_TO_52))
                        < 0;
    }

    /** {@code u(salt, externalId)}: at least 0 and below 1, in exact arithmetic. */
    public static BigDecimal u(String salt, String externalId) {
        return BigDecimal.valueOf(u52(salt, externalId)).divide(TWO_TO_52);
    }

    /** The first 52 bits of SHA-256 over {@code salt:externalId}. */
    private static long u52(String salt, String externalId) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((salt + ":" + externalId).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 12;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
