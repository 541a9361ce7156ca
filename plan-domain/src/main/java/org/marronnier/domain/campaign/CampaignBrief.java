package org.marronnier.domain.campaign;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.time.Span;

/**
 * What the plan says of a campaign.
 *
 * @param start local time in the plan's zone
 * @param recurrence an RFC 5545 RRULE, for recurring campaigns alone
 * @param edits what differs from the recurrence in single occurrences
 * @param expiry how long after it was due a message may still leave
 * @param control the share of the audience that is kept aside, from 0 to 1
 */
public record CampaignBrief(
        String key,
        String name,
        CampaignKind kind,
        @Nullable Moment moment,
        @Nullable String event,
        @Nullable String programme,
        @Nullable String owner,
        @Nullable Integer lot,
        MessageType type,
        @Nullable Intent intent,
        @Nullable String purpose,
        int priority,
        BigDecimal value,
        @Nullable String offer,
        List<String> tags,
        @Nullable Condition target,
        List<Channel> channels,
        @Nullable String template,
        @Nullable LocalDateTime start,
        @Nullable String recurrence,
        OccurrenceEdits edits,
        @Nullable Span expiry,
        WhenCapped whenCapped,
        BigDecimal control) {

    public CampaignBrief {
        tags = List.copyOf(tags);
        channels = List.copyOf(channels);
        value = value.stripTrailingZeros();
        control = control.stripTrailingZeros();
        if (priority < 0 || priority > 100) {
            throw new IllegalArgumentException(
                    "The priority (%d) of campaign (%s) must be from 0 to 100."
                            .formatted(priority, key));
        }
        if (control.signum() < 0 || control.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "The control group (%s) of campaign (%s) must be from 0 to 1."
                            .formatted(control, key));
        }
    }
}
