package org.marronnier.domain.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.time.Span;

/** A campaign: what the plan says of it and where it stands. */
@Entity
@Table(name = "campaign")
public class Campaign extends LivingItem<CampaignBrief> {

    private String name;

    @Enumerated(EnumType.STRING)
    private CampaignKind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable Moment moment;

    private @Nullable String event;

    private @Nullable String programme;

    private @Nullable String owner;

    private @Nullable Integer lot;

    @Enumerated(EnumType.STRING)
    private MessageType type;

    @Enumerated(EnumType.STRING)
    private @Nullable Intent intent;

    private @Nullable String purpose;

    private int priority;

    private BigDecimal value;

    private @Nullable String offer;

    private List<String> tags;

    private @Nullable Condition target;

    private List<Channel> channels;

    private @Nullable String template;

    @Column(name = "starts_at")
    private @Nullable LocalDateTime start;

    private @Nullable String recurrence;

    @Column(name = "occurrence_edits")
    private OccurrenceEdits edits;

    private @Nullable Span expiry;

    @Enumerated(EnumType.STRING)
    @Column(name = "when_capped")
    private WhenCapped whenCapped;

    private BigDecimal control;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected Campaign() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public Campaign(
            long planId,
            int position,
            CampaignBrief value,
            Status status,
            String who,
            Instant now) {
        super(planId, value.key(), position, status, who, now);
        take(value);
    }

    /** What the plan says of it. */
    public CampaignBrief brief() {
        return value();
    }

    @Override
    public CampaignBrief value() {
        return new CampaignBrief(
                key(),
                name,
                kind,
                moment,
                event,
                programme,
                owner,
                lot,
                type,
                intent,
                purpose,
                priority,
                value,
                offer,
                tags,
                target,
                channels,
                template,
                start,
                recurrence,
                edits,
                expiry,
                whenCapped,
                control);
    }

    @Override
    protected final void take(CampaignBrief value) {
        this.name = value.name();
        this.kind = value.kind();
        this.moment = value.moment();
        this.event = value.event();
        this.programme = value.programme();
        this.owner = value.owner();
        this.lot = value.lot();
        this.type = value.type();
        this.intent = value.intent();
        this.purpose = value.purpose();
        this.priority = value.priority();
        this.value = value.value();
        this.offer = value.offer();
        this.tags = value.tags();
        this.target = value.target();
        this.channels = value.channels();
        this.template = value.template();
        this.start = value.start();
        this.recurrence = value.recurrence();
        this.edits = value.edits();
        this.expiry = value.expiry();
        this.whenCapped = value.whenCapped();
        this.control = value.control();
    }
}
