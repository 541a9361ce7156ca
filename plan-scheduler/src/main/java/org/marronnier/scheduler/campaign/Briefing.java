package org.marronnier.scheduler.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.RuleBook;

/** What one campaign asks of a run, with the rules of its plan. */
record Briefing(
        CampaignBrief brief,
        Status status,
        Vocabulary vocabulary,
        RuleBook rules,
        List<Capacity> capacities) {

    private static final Span DEFAULT_EXPIRY = Span.days(1);

    /** A year that ended in the past, and a clock change. */
    private static final Duration WHOLE_YEAR = Duration.ofDays(368);

    /**
     * The briefing of a campaign; none when the plan lacks it.
     *
     * @throws IllegalArgumentException when a rule of the plan cannot be evaluated; the message
     *     says which
     */
    static Optional<Briefing> of(PlanDocument document, String campaign) {
        var frame = document.plan();
        return document.campaigns().stream()
                .filter(one -> one.brief().key().equals(campaign))
                .findFirst()
                .map(
                        one ->
                                new Briefing(
                                        one.brief(),
                                        one.status(),
                                        Vocabulary.of(document),
                                        new RuleBook(
                                                frame.key(),
                                                frame.zone(),
                                                document.conventions().typology(),
                                                document.pressure(),
                                                document.quiet(),
                                                frame.universalControl()),
                                        document.capacity()));
    }

    boolean sendsNothing() {
        return brief.kind() == CampaignKind.HIGHLIGHT
                || brief.channels().isEmpty()
                || brief.template() == null;
    }

    ZoneId zone() {
        return rules.zone();
    }

    Condition target() {
        return brief.target() == null ? Condition.EVERYBODY : brief.target();
    }

    /**
     * Until when a message that was due at an instant may leave: a day where the campaign does not
     * say.
     */
    Instant expiry(Instant due) {
        return (brief.expiry() == null ? DEFAULT_EXPIRY : brief.expiry()).after(due, zone());
    }

    boolean countsHouseholds() {
        return rules.pressure().stream()
                .anyMatch(rule -> rule.unit() == PressureRule.Unit.HOUSEHOLD);
    }

    boolean asksForCustomers() {
        return brief.channels().stream()
                .anyMatch(
                        channel ->
                                rules.typology().regime(channel, brief.type())
                                        == Regime.SOFT_OPT_IN);
    }

    /**
     * Before which no message can matter to a cap, or to one of the contacts' own; a day and more
     * is left for zones and clock changes.
     */
    Instant rememberedSince(Instant now, Stream<Window> own) {
        return Stream.concat(
                        rules.pressure().stream()
                                .filter(rule -> rule.limit() instanceof PressureRule.Cap)
                                .map(PressureRule::window),
                        own)
                .map(window -> start(window, now))
                .min(Instant::compareTo)
                .orElse(now)
                .minus(2, ChronoUnit.DAYS);
    }

    LocalDate localDay(Instant instant) {
        return instant.atZone(zone()).toLocalDate();
    }

    private Instant start(Window window, Instant now) {
        return switch (window) {
            case Window.Rolling(var span) ->
                    span.before(now.atZone(zone()).toLocalDateTime()).atZone(zone()).toInstant();
            case Window.Calendar _ -> now.minus(WHOLE_YEAR);
        };
    }
}
