package org.marronnier.engine.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;

/**
 * One source that asks to speak to one contact.
 *
 * @param contact external id
 * @param source such as {@code campaign:winter-sale}
 * @param salt the key of the campaign or scenario, which names its control group
 * @param channels best first
 * @param expiry not before {@code due}
 * @param control the share of contacts kept aside, from 0 to 1
 * @param targeted whether the contact matches the source's target at the decision instant
 * @param claimedBy the contact with a smaller external id that passed gates 1 to 4 and holds the
 *     address that {@link Judgement#claimOf} names; null where nobody does
 */
public record Candidate(
        String id,
        String contact,
        String source,
        String salt,
        @Nullable String programme,
        MessageType type,
        @Nullable String purpose,
        Set<String> tags,
        @Nullable String offer,
        List<Channel> channels,
        Instant due,
        Instant expiry,
        int priority,
        BigDecimal value,
        WhenCapped whenCapped,
        BigDecimal control,
        boolean targeted,
        @Nullable String claimedBy) {

    /** What the candidates of several contacts are ordered by first (section 7). */
    public static final Comparator<Candidate> MERIT =
            Comparator.comparing(
                            (Candidate candidate) -> candidate.type != MessageType.TRANSACTIONAL)
                    .thenComparing(Candidate::priority, Comparator.reverseOrder())
                    .thenComparing(Candidate::value, Comparator.reverseOrder())
                    .thenComparing(Candidate::due);

    /** The order in which candidates are placed (section 7). */
    public static final Comparator<Candidate> RANK =
            MERIT.thenComparing(Candidate::contact, ExternalIds.ORDER)
                    .thenComparing(Candidate::id, ExternalIds.ORDER);

    public Candidate {
        tags = Set.copyOf(tags);
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException(
                    "The candidate (%s) must name at least one channel.".formatted(id));
        }
        if (expiry.isBefore(due)) {
            throw new IllegalArgumentException(
                    "The candidate (%s) expires (%s) before it is due (%s)."
                            .formatted(id, expiry, due));
        }
    }

    /** What the rules would tell its message by, on a channel. */
    public MessageKind kind(Channel channel) {
        return new MessageKind(channel, type, programme, purpose, tags);
    }

    /** The same candidate, its address held by another contact. */
    public Candidate claimedBy(String holder) {
        return new Candidate(
                id,
                contact,
                source,
                salt,
                programme,
                type,
                purpose,
                tags,
                offer,
                channels,
                due,
                expiry,
                priority,
                value,
                whenCapped,
                control,
                targeted,
                holder);
    }
}
