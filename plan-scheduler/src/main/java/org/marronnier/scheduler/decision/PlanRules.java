package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.decision.RuleBook;

/** A plan, as the decisions over its candidates lean on it. */
public record PlanRules(PlanDocument document, Vocabulary vocabulary, RuleBook book) {

    /** Another maximum of a rule, for the contacts that match. */
    record Limit(String rule, Condition target, int max) {}

    /**
     * @throws IllegalArgumentException when a rule of the plan cannot be evaluated; the message
     *     says which
     */
    public static PlanRules of(PlanDocument document) {
        var frame = document.plan();
        return new PlanRules(
                document,
                Vocabulary.of(document),
                new RuleBook(
                        frame.key(),
                        frame.zone(),
                        document.conventions().typology(),
                        document.pressureInForce(),
                        document.quietInForce(),
                        frame.universalControl()));
    }

    public String key() {
        return book.plan();
    }

    public ZoneId zone() {
        return book.zone();
    }

    public List<Capacity> capacities() {
        return document.capacity();
    }

    public LocalDate localDay(Instant instant) {
        return instant.atZone(zone()).toLocalDate();
    }

    /** The campaigns that may run and send something by themselves. */
    Stream<CampaignBrief> senders() {
        return running().filter(brief -> !isAskedFor(brief.channels()));
    }

    /** The campaigns that may run and are shown to whoever comes. */
    public Stream<CampaignBrief> shown() {
        return running().filter(brief -> isAskedFor(brief.channels()));
    }

    private Stream<CampaignBrief> running() {
        return document.campaigns().stream()
                .filter(campaign -> campaign.status().mayRun())
                .map(PlanDocument.Campaign::brief)
                .filter(PlanRules::sends);
    }

    /**
     * Whether messages on these channels wait for the contact to come and ask, in place of being
     * sent: on the web alone.
     */
    public static boolean isAskedFor(List<Channel> channels) {
        return !channels.isEmpty() && channels.stream().allMatch(Channel.WEB::equals);
    }

    /** What a campaign asks for at an instant; none where it may not run, or sends nothing. */
    public Optional<Source> source(String campaign, Instant due) {
        return senders()
                .filter(brief -> brief.key().equals(campaign))
                .map(brief -> Source.of(brief, due, zone()))
                .findFirst();
    }

    /** Whether a campaign has what it takes to send: a channel and a template. */
    public static boolean sends(CampaignBrief brief) {
        return brief.kind() != CampaignKind.HIGHLIGHT
                && !brief.channels().isEmpty()
                && brief.template() != null;
    }

    /** How far ahead places are reserved; not at all where it answers the instant itself. */
    Instant lookAhead(Instant at) {
        return document.plan().lookAhead().after(at, zone());
    }

    /** Whether some rule counts the messages of whole households. */
    public boolean countsHouseholds() {
        return book.pressure().stream()
                .anyMatch(rule -> rule.unit() == PressureRule.Unit.HOUSEHOLD);
    }

    /** Whether messages can stand in each other's way at all. */
    boolean counts() {
        return caps().findAny().isPresent();
    }

    boolean asksForCustomers(Collection<Source> sources) {
        return sources.stream()
                .anyMatch(
                        source ->
                                source.channels().stream()
                                        .anyMatch(
                                                channel ->
                                                        book.typology()
                                                                        .regime(
                                                                                channel,
                                                                                source.type())
                                                                == Regime.SOFT_OPT_IN));
    }

    /** What a contact meets that ever bought. */
    Condition everBought() {
        return new Condition.Events(vocabulary.saleEvent(), List.of(), null, List.of());
    }

    /**
     * In the order of the rules, and of each in its own: the first that a contact matches holds.
     */
    List<Limit> overrides() {
        return book.pressure().stream().flatMap(PlanRules::overrides).toList();
    }

    private static Stream<Limit> overrides(PressureRule rule) {
        return switch (rule.limit()) {
            case PressureRule.Cap cap ->
                    cap.overrides().stream()
                            .map(one -> new Limit(rule.key(), one.target(), one.max()));
            case PressureRule.Block _ -> Stream.of();
        };
    }

    /**
     * Before which no message can matter to a cap, or to one of the contacts' own; a day and more
     * is left for zones and clock changes.
     */
    Instant rememberedSince(Instant now, Stream<Window> own) {
        return Stream.concat(caps().map(PressureRule::window), own)
                .map(window -> start(window, now))
                .min(Instant::compareTo)
                .orElse(now)
                .minus(2, ChronoUnit.DAYS);
    }

    private Stream<PressureRule> caps() {
        return book.pressure().stream().filter(rule -> rule.limit() instanceof PressureRule.Cap);
    }

    private Instant start(Window window, Instant now) {
        return switch (window) {
            case Window.Rolling(var span) ->
                    span.before(now.atZone(zone()).toLocalDateTime()).atZone(zone()).toInstant();
            case Window.Calendar(var unit) ->
                    unit.firstOf(localDay(now)).atStartOfDay(zone()).toInstant();
        };
    }
}
