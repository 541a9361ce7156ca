package org.marronnier.web.campaign;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;

/** Which campaigns a page shows, as its address says; null means any. */
public record CampaignFilter(
        @Nullable Channel channel, @Nullable Status status, @Nullable MessageType type) {

    public static final CampaignFilter NONE = new CampaignFilter(null, null, null);

    /** One dimension of the filter. */
    public enum Dimension {
        CHANNEL,
        STATUS,
        TYPE;

        /** The name of its parameter in an address. */
        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The words that its parameter may have. */
        public List<String> words() {
            Enum<?>[] values =
                    switch (this) {
                        case CHANNEL -> Channel.values();
                        case STATUS -> Status.values();
                        case TYPE -> MessageType.values();
                    };
            return Arrays.stream(values).map(CampaignFilter::word).toList();
        }
    }

    /** Reads the parameters of an address; a word that is none is read as any. */
    public static CampaignFilter of(
            @Nullable String channel, @Nullable String status, @Nullable String type) {
        return new CampaignFilter(
                value(Channel.values(), channel),
                value(Status.values(), status),
                value(MessageType.values(), type));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public boolean shows(PlanDocument.Campaign campaign) {
        return (channel == null || campaign.brief().channels().contains(channel))
                && (status == null || campaign.status() == status)
                && (type == null || campaign.brief().type() == type);
    }

    /** The word of one dimension; null for any. */
    public @Nullable String word(Dimension dimension) {
        Enum<?> value =
                switch (dimension) {
                    case CHANNEL -> channel;
                    case STATUS -> status;
                    case TYPE -> type;
                };
        return value == null ? null : word(value);
    }

    /** The same filter with another word in one dimension; null for any. */
    public CampaignFilter with(Dimension dimension, @Nullable String word) {
        return of(
                dimension == Dimension.CHANNEL ? word : word(Dimension.CHANNEL),
                dimension == Dimension.STATUS ? word : word(Dimension.STATUS),
                dimension == Dimension.TYPE ? word : word(Dimension.TYPE));
    }

    /** The parameters of an address that shows this filter. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        for (var dimension : Dimension.values()) {
            var word = word(dimension);
            if (word != null) {
                parameters.put(dimension.parameter(), word);
            }
        }
        return parameters;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> @Nullable E value(E[] values, @Nullable String word) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElse(null);
    }
}
