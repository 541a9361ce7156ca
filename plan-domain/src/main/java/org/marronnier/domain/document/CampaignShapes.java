package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.telling.Phrase;

/** Campaigns. */
final class CampaignShapes {

    static final Shape<PlanDocument.Campaign> CAMPAIGN = campaign();

    private CampaignShapes() {}

    private static Shape<PlanDocument.Campaign> campaign() {
        var key =
                Field.required("key", Scalars.KEY, (PlanDocument.Campaign it) -> it.brief().key());
        var name =
                Field.required(
                        "name", Scalars.NAME, (PlanDocument.Campaign it) -> it.brief().name());
        var kind =
                Field.optional(
                        "kind",
                        Scalars.oneOf(
                                Phrase.A_CAMPAIGN_KIND, CampaignKind.class, DocumentWord::dashed),
                        (PlanDocument.Campaign it) -> it.brief().kind(),
                        CampaignKind.ONE_OFF);
        var moment =
                Field.optional(
                        "moment", Frames.MOMENT, (PlanDocument.Campaign it) -> it.brief().moment());
        var event =
                Field.optional(
                        "event", Scalars.WORD, (PlanDocument.Campaign it) -> it.brief().event());
        var programme =
                Field.optional(
                        "programme",
                        Scalars.reference(Kind.PROGRAMME),
                        (PlanDocument.Campaign it) -> it.brief().programme());
        var owner =
                Field.optional(
                        "owner",
                        Scalars.reference(Kind.DEPARTMENT),
                        (PlanDocument.Campaign it) -> it.brief().owner());
        var lot =
                Field.optional(
                        "lot",
                        Scalars.integer(0, 1_000_000),
                        (PlanDocument.Campaign it) -> it.brief().lot());
        var type =
                Field.optional(
                        "type",
                        Scalars.TYPE,
                        (PlanDocument.Campaign it) ->
                                it.brief().kind() == CampaignKind.HIGHLIGHT
                                                && it.brief().type() == MessageType.PROMOTIONAL
                                        ? null
                                        : it.brief().type());
        var intent =
                Field.optional(
                        "intent",
                        Scalars.INTENT,
                        (PlanDocument.Campaign it) -> it.brief().intent());
        var purpose =
                Field.optional(
                        "purpose",
                        Scalars.reference(Kind.PURPOSE),
                        (PlanDocument.Campaign it) -> it.brief().purpose());
        var priority =
                Field.optional(
                        "priority",
                        Scalars.integer(0, 100),
                        (PlanDocument.Campaign it) -> it.brief().priority(),
                        Scalars.USUAL_PRIORITY);
        var value =
                Field.optional(
                        "value",
                        Scalars.NO_NEGATIVE,
                        (PlanDocument.Campaign it) -> it.brief().value(),
                        BigDecimal.ZERO);
        var offer =
                Field.optional(
                        "offer", Scalars.WORD, (PlanDocument.Campaign it) -> it.brief().offer());
        var tags =
                Field.optional(
                        "tags",
                        ListShape.distinct(Scalars.WORD, 0, 50),
                        (PlanDocument.Campaign it) -> it.brief().tags(),
                        List.of());
        var target =
                Field.optional(
                        "target",
                        Conditions.CONDITION,
                        (PlanDocument.Campaign it) -> it.brief().target());
        var channels =
                Field.optional(
                        "channels",
                        ListShape.distinct(Scalars.CHANNEL, 0, 10),
                        (PlanDocument.Campaign it) -> it.brief().channels(),
                        List.of());
        var template =
                Field.optional(
                        "template",
                        Scalars.reference(Kind.TEMPLATE),
                        (PlanDocument.Campaign it) -> it.brief().template());
        var start =
                Field.optional(
                        "start",
                        Scalars.DATE_TIME,
                        (PlanDocument.Campaign it) -> it.brief().start());
        var recurrence =
                Field.optional(
                        "recurrence",
                        Scalars.text(Phrase.A_RECURRENCE_RULE, 500),
                        (PlanDocument.Campaign it) -> it.brief().recurrence());
        var exceptions =
                Field.optional(
                        "exceptions",
                        OccurrenceEditing.EXCEPTIONS,
                        (PlanDocument.Campaign it) -> it.brief().edits().exceptions(),
                        List.of());
        var overrides =
                Field.optional(
                        "overrides",
                        OccurrenceEditing.OVERRIDES,
                        (PlanDocument.Campaign it) -> it.brief().edits().overrides(),
                        List.of());
        var expiry =
                Field.optional(
                        "expiry",
                        Scalars.POSITIVE_SPAN,
                        (PlanDocument.Campaign it) -> it.brief().expiry());
        var whenCapped =
                Field.optional(
                        "whenCapped",
                        Scalars.WHEN_CAPPED,
                        (PlanDocument.Campaign it) -> it.brief().whenCapped(),
                        WhenCapped.DEFER);
        var control =
                Field.optional(
                        "control",
                        Scalars.SHARE,
                        (PlanDocument.Campaign it) -> it.brief().control(),
                        BigDecimal.ZERO);
        var status =
                Field.optional(
                        "status", Scalars.STATUS, PlanDocument.Campaign::status, Status.DRAFT);
        return ObjectShape.<PlanDocument.Campaign>of(
                        "campaign",
                        in ->
                                new PlanDocument.Campaign(
                                        new CampaignBrief(
                                                in.get(key),
                                                in.get(name),
                                                in.get(kind),
                                                in.find(moment),
                                                in.find(event),
                                                in.find(programme),
                                                in.find(owner),
                                                in.find(lot),
                                                in.find(type) instanceof MessageType said
                                                        ? said
                                                        : MessageType.PROMOTIONAL,
                                                in.find(intent),
                                                in.find(purpose),
                                                in.get(priority),
                                                in.get(value),
                                                in.find(offer),
                                                in.get(tags),
                                                in.find(target),
                                                in.get(channels),
                                                in.find(template),
                                                in.find(start),
                                                in.find(recurrence),
                                                new OccurrenceEdits(
                                                        in.get(exceptions), in.get(overrides)),
                                                in.find(expiry),
                                                in.get(whenCapped),
                                                in.get(control)),
                                        in.get(status)),
                        List.of(
                                key,
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
                                exceptions,
                                overrides,
                                expiry,
                                whenCapped,
                                control,
                                status))
                .checked(
                        (in, at) -> {
                            var highlight = in.find(kind) == CampaignKind.HIGHLIGHT;
                            if (!highlight && in.lacks(type) && !in.isBroken(kind)) {
                                in.at(type).mistake(Phrase.TYPE_MISSING.with());
                            }
                            checkRecurrence(
                                    in.find(kind),
                                    in.find(recurrence),
                                    in.at(recurrence),
                                    at.journal());
                            OccurrenceEditing.check(in, kind, exceptions, overrides);
                            if (in.find(start) instanceof LocalDateTime due) {
                                at.journal().checkPeriod(in.at(start), due.toLocalDate());
                            }
                            var use =
                                    new Journal.Use(
                                            in.at(template),
                                            String.valueOf(in.find(template)),
                                            in.find(channels) instanceof List<Channel> some
                                                            && !some.isEmpty()
                                                    ? some
                                                    : null,
                                            in.find(type));
                            if (in.find(template) != null) {
                                at.journal().use(use);
                            }
                            var stands = in.find(status);
                            if (stands == null || !Completeness.isAsked(stands)) {
                                return;
                            }
                            Completeness.needed(in, start, stands, Phrase.CAMPAIGN);
                            if (in.find(kind) == CampaignKind.RECURRING) {
                                Completeness.needed(
                                        in, recurrence, stands, Phrase.RECURRING_CAMPAIGN);
                            }
                            if (highlight || in.isBroken(kind)) {
                                return;
                            }
                            Completeness.needed(in, template, stands, Phrase.CAMPAIGN);
                            if (in.find(channels) instanceof List<Channel> none && none.isEmpty()) {
                                in.at(channels)
                                        .mistake(
                                                Phrase.CHANNELS_MISSING.with(
                                                        new Completeness.Standing(stands)));
                            }
                            if (in.lacks(purpose)) {
                                at.journal()
                                        .needPurpose(in.at(purpose), List.of(use), in.find(type));
                            }
                        });
    }

    private static void checkRecurrence(
            @Nullable CampaignKind kind, @Nullable String rule, Cursor at, Journal journal) {
        if (rule == null) {
            return;
        }
        journal.recurrences()
                .mistake(rule)
                .ifPresent(
                        why ->
                                at.mistake(
                                        Phrase.RECURRENCE_WRONG
                                                .with(at.found())
                                                .then(List.of(why))));
        if (kind != null && kind != CampaignKind.RECURRING) {
            at.mistake(Phrase.RECURRENCE_OF_ANOTHER_KIND.with(DocumentWord.dashed(kind)));
        }
    }
}
