package org.marronnier.engine.diagnostic;

import java.util.EnumMap;
import java.util.Map;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;

/**
 * What the messages of a plan are made of, as shares from 0 to 1.
 *
 * @param basis what was counted
 * @param total how many messages that were
 * @param automated the share that scenarios send
 * @param newsletter the share of recurring campaigns by e-mail
 * @param types by message type, all types
 * @param intents by intent, all intents; messages that name none are in no share, so that these may
 *     add up to less than 1
 */
public record Shares(
        Basis basis,
        long total,
        double automated,
        double newsletter,
        Map<MessageType, Double> types,
        Map<Intent, Double> intents) {

    /** What is counted. */
    public enum Basis {
        /** The messages that left in the last 30 days. */
        LAST_30_DAYS,
        /** The messages that left in the last 90 days. */
        LAST_90_DAYS,
        /**
         * Nothing left yet: what one contact would get in the plan's year who is in every campaign,
         * at each occurrence, and goes through every scenario once, by its longest way.
         */
        PLAN_YEAR
    }

    public Shares {
        types = Map.copyOf(types);
        intents = Map.copyOf(intents);
    }

    static Shares of(Basis basis, Iterable<Weight> weights) {
        var total = 0L;
        var automated = 0L;
        var newsletter = 0L;
        var types = new EnumMap<MessageType, Long>(MessageType.class);
        var intents = new EnumMap<Intent, Long>(Intent.class);
        for (var weight : weights) {
            total += weight.messages();
            automated += weight.automated() ? weight.messages() : 0;
            newsletter += weight.newsletter() ? weight.messages() : 0;
            types.merge(weight.type(), weight.messages(), Long::sum);
            if (weight.intent() != null) {
                intents.merge(weight.intent(), weight.messages(), Long::sum);
            }
        }
        var typeShares = new EnumMap<MessageType, Double>(MessageType.class);
        for (var type : MessageType.values()) {
            typeShares.put(type, share(types.getOrDefault(type, 0L), total));
        }
        var intentShares = new EnumMap<Intent, Double>(Intent.class);
        for (var intent : Intent.values()) {
            intentShares.put(intent, share(intents.getOrDefault(intent, 0L), total));
        }
        return new Shares(
                basis,
                total,
                share(automated, total),
                share(newsletter, total),
                typeShares,
                intentShares);
    }

    private static double share(long part, long total) {
        return total == 0 ? 0 : part / (double) total;
    }
}
