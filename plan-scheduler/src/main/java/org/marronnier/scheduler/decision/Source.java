package org.marronnier.scheduler.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Candidate;

/**
 * What asks for messages: an occurrence of a campaign, or a step of a scenario.
 *
 * @param name such as {@code campaign:winter-sale}
 * @param salt the key of the campaign or scenario, which names its control group
 * @param channels best first
 * @param expiry not before {@code due}
 * @param control the share of contacts kept aside, from 0 to 1
 * @param target who is meant
 */
public record Source(
        String name,
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
        Condition target) {

    /**
     * The order of rank of what sources ask for; where it holds two equal, their candidates rank by
     * contact.
     */
    public static final Comparator<Source> RANK =
            Comparator.comparing((Source source) -> source.type != MessageType.TRANSACTIONAL)
                    .thenComparing(Source::priority, Comparator.reverseOrder())
                    .thenComparing(Source::value, Comparator.reverseOrder())
                    .thenComparing(Source::due);

    /** How long the messages of a campaign that does not say so may still leave. */
    public static final Span DEFAULT_EXPIRY = Span.days(1);

    public Source {
        tags = Set.copyOf(tags);
        channels = List.copyOf(channels);
    }

    /**
     * The occurrence of a campaign that is due at an instant. Where the campaign does not say how
     * long its messages may still leave, it is a day.
     */
    public static Source of(CampaignBrief brief, Instant due, ZoneId zone) {
        return new Source(
                SourceName.ofCampaign(brief.key()),
                brief.key(),
                brief.programme(),
                brief.type(),
                brief.purpose(),
                Set.copyOf(brief.tags()),
                brief.offer(),
                brief.channels(),
                due,
                (brief.expiry() == null ? DEFAULT_EXPIRY : brief.expiry()).after(due, zone),
                brief.priority(),
                brief.value(),
                brief.whenCapped(),
                brief.control(),
                brief.target() == null ? Condition.EVERYBODY : brief.target());
    }

    /** Whether it may hold a place before another does. */
    boolean mayPrecede(Source other) {
        return RANK.compare(this, other) <= 0;
    }

    boolean isSameAs(Source other) {
        return name.equals(other.name) && due.equals(other.due);
    }

    Candidate candidate(String contact, boolean targeted) {
        return new Candidate(
                name,
                contact,
                name,
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
                null);
    }
}
