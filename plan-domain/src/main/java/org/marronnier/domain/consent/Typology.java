package org.marronnier.domain.consent;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.message.MessageType;

/** The opt-in typology: the regime of each channel and message type, the defaults included. */
public record Typology(List<Line> lines) {

    /**
     * One cell that the plan sets itself.
     *
     * @param legal where the law asks for a regime at least as strict; null where the brand chose
     */
    public record Line(Channel channel, MessageType type, Regime regime, @Nullable Legal legal) {

        public Line(Channel channel, MessageType type, Regime regime) {
            this(channel, type, regime, null);
        }

        /** Whether two lines are of one cell. */
        public boolean isOfCell(Line other) {
            return channel == other.channel && type == other.type;
        }
    }

    public Typology {
        lines = List.copyOf(lines);
        var seen = new HashMap<Channel, EnumMap<MessageType, Regime>>();
        for (var line : lines) {
            var before =
                    seen.computeIfAbsent(line.channel, channel -> new EnumMap<>(MessageType.class))
                            .put(line.type, line.regime);
            if (before != null) {
                throw new IllegalArgumentException(
                        "The typology names %s × %s twice. Keep one line."
                                .formatted(line.channel, line.type));
            }
        }
    }

    /** The regime that holds for a channel and a type: the plan's line, or the default. */
    public Regime regime(Channel channel, MessageType type) {
        return lines.stream()
                .filter(line -> line.channel == channel && line.type == type)
                .map(Line::regime)
                .findFirst()
                .orElseGet(() -> byDefault(channel, type));
    }

    /** Every cell of the matrix. */
    public Map<Channel, Map<MessageType, Regime>> matrix() {
        var matrix = new EnumMap<Channel, Map<MessageType, Regime>>(Channel.class);
        for (var channel : Channel.values()) {
            var row = new EnumMap<MessageType, Regime>(MessageType.class);
            for (var type : MessageType.values()) {
                row.put(type, regime(channel, type));
            }
            matrix.put(channel, row);
        }
        return matrix;
    }

    private static Regime byDefault(Channel channel, MessageType type) {
        return switch (type) {
            case TRANSACTIONAL -> Regime.NONE;
            case SERVICE -> Regime.OPT_OUT;
            case PROMOTIONAL ->
                    switch (channel) {
                        case EMAIL, SMS, PUSH, PHONE -> Regime.OPT_IN;
                        case LETTER, WEB -> Regime.OPT_OUT;
                    };
        };
    }
}
