package org.marronnier.web.enrolment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.store.enrolment.EnrolmentPaths;
import org.marronnier.store.enrolment.EnrolmentPaths.Enrolment;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.web.condition.EventWords;
import org.marronnier.web.condition.Names;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.Failures;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.Tellings;
import org.marronnier.web.shell.Chips;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Tells where contacts stand in scenarios, and the way that each went. */
@Component
final class EnrolmentPages {

    /**
     * A contact in a scenario, on one line.
     *
     * @param scenario its name; its key where the plan has it no more
     */
    record Line(
            long id,
            String contact,
            String name,
            String scenario,
            String address,
            String entered,
            String stands,
            String chip,
            String tone) {}

    /**
     * Something on the way.
     *
     * @param mail the message in the product's own inbox; null where it is not there
     */
    record Stop(PathLine line, @Nullable Long mail) {}

    private final Plans plans;
    private final StoredScenarios stored;
    private final EnrolmentPaths paths;
    private final StepNames stepNames;
    private final EnrolmentWords words;
    private final EventWords events;
    private final ContactWords contacts;
    private final Tellings tellings;
    private final ReasonSentences sentences;
    private final Failures failures;
    private final Chips chips;
    private final Figures figures;
    private final Sayings sayings;

    EnrolmentPages(
            Plans plans,
            StoredScenarios stored,
            EnrolmentPaths paths,
            StepNames stepNames,
            EnrolmentWords words,
            EventWords events,
            ContactWords contacts,
            Tellings tellings,
            ReasonSentences sentences,
            Failures failures,
            Chips chips,
            Figures figures,
            Sayings sayings) {
        this.plans = plans;
        this.stored = stored;
        this.paths = paths;
        this.stepNames = stepNames;
        this.words = words;
        this.events = events;
        this.contacts = contacts;
        this.tellings = tellings;
        this.sentences = sentences;
        this.failures = failures;
        this.chips = chips;
        this.figures = figures;
        this.sayings = sayings;
    }

    /** Each on a line, by the names that its plan and edition give. */
    List<Line> lines(List<Enrolment> enrolments, Locale locale) {
        var saying = sayings.in(locale);
        var known = new HashMap<String, PlanDocument>();
        for (var plan : new HashSet<>(enrolments.stream().map(Enrolment::plan).toList())) {
            plans.load(plan).ifPresent(document -> known.put(plan, document));
        }
        var named = named(enrolments, known, locale);
        return enrolments.stream()
                .map(one -> line(one, known.get(one.plan()), named.get(one.edition()), saying))
                .toList();
    }

    private Map<Long, StepNames.Named> named(
            List<Enrolment> enrolments, Map<String, PlanDocument> known, Locale locale) {
        var editions =
                stored.editions(
                        enrolments.stream().map(Enrolment::edition).collect(Collectors.toSet()));
        var named = new HashMap<Long, StepNames.Named>();
        for (var one : enrolments) {
            var plan = known.get(one.plan());
            var edition = editions.get(one.edition());
            if (plan != null && edition != null && !named.containsKey(one.edition())) {
                named.put(one.edition(), stepNames.of(plan, edition.brief(), locale));
            }
        }
        return named;
    }

    private Line line(
            Enrolment one,
            @Nullable PlanDocument plan,
            StepNames.@Nullable Named steps,
            Saying saying) {
        var zone = zone(one, plan);
        return new Line(
                one.id(),
                one.externalId(),
                contacts.name(one.firstName(), one.lastName(), one.externalId()),
                plan == null ? one.key() : Names.of(plan).scenario(one.key()),
                address(one),
                figures.dateTime(one.firedAt(), zone),
                words.stands(
                        one,
                        steps == null
                                ? saying.say("enrolment.step.gone")
                                : steps.number(one.step()),
                        zone,
                        saying),
                words.chip(one, saying),
                words.tone(one));
    }

    static String address(Enrolment one) {
        return "/programmes/%s/scenarios/%s/enrolments/%d"
                .formatted(one.programme(), one.key(), one.id());
    }

    /** The way that one went, from what made it enter to what is next. */
    List<Stop> path(Enrolment one, PlanDocument plan, Locale locale) {
        var brief =
                Objects.requireNonNull(stored.editions(List.of(one.edition())).get(one.edition()))
                        .brief();
        var telling = tellings.of(plan, one.externalId(), one.zone(), locale);
        return new Writer(one, stepNames.of(plan, brief, locale), telling).path();
    }

    private static ZoneId zone(Enrolment one, @Nullable PlanDocument plan) {
        var known = one.zone();
        if (known != null) {
            return ZoneId.of(known);
        }
        return plan == null ? ZoneOffset.UTC : plan.plan().zone();
    }

    private final class Writer {

        private final Enrolment one;
        private final StepNames.Named steps;
        private final Telling telling;
        private final Saying saying;
        private final List<Stop> stops = new ArrayList<>();

        Writer(Enrolment one, StepNames.Named steps, Telling telling) {
            this.one = one;
            this.steps = steps;
            this.telling = telling;
            this.saying = sayings.in(telling.locale());
        }

        List<Stop> path() {
            var decisions = paths.decided(one.id());
            var messages = paths.sent(one.id());
            var decided =
                    decisions.stream()
                            .map(EnrolmentPaths.Decided::step)
                            .collect(Collectors.toSet());
            add(
                    one.firedAt(),
                    "bolt",
                    saying.say("enrolment.entered"),
                    saying.say("enrolment.by", firedBy()));
            for (var passed : paths.passed(one.id())) {
                passed(passed, decided.contains(passed.step()));
            }
            decisions.forEach(decision -> decided(decision, messages));
            stops.sort(Comparator.comparing(stop -> stop.line().at()));
            last();
            return stops;
        }

        private String firedBy() {
            return paths.event(one)
                    .map(
                            event ->
                                    saying.say(
                                            "enrolment.by.event.of",
                                            events.name(event.type(), saying.locale()),
                                            when(event.at())))
                    .orElseGet(() -> words.fired(one.firedBy(), saying));
        }

        private void passed(EnrolmentPaths.Passed passed, boolean isDecided) {
            var step = steps.whole(passed.step());
            switch (passed.what()) {
                case "SENT", "DEFERRED", "SUPPRESSED", "CONTROL" -> {
                    if (!isDecided) {
                        add(
                                passed.at(),
                                "send",
                                step,
                                saying.say("enrolment.what." + passed.what()));
                    }
                }
                case "BRANCH" ->
                        add(
                                passed.at(),
                                "git-branch",
                                step,
                                saying.say(
                                        "then".equals(passed.way())
                                                ? "enrolment.branch.then"
                                                : "enrolment.branch.else"));
                case "SPLIT" ->
                        add(
                                passed.at(),
                                "arrows-split-2",
                                step,
                                saying.say("enrolment.split", way(passed.way())));
                case "OFFERED" ->
                        add(passed.at(), "world", step, saying.say("enrolment.what.OFFERED"));
                case "WAITED" ->
                        add(passed.at(), "clock", step, saying.say("enrolment.what.WAITED"));
                case "OUTCOME" ->
                        add(passed.at(), "mail", step, saying.say("enrolment.what.OUTCOME"));
                case "EXIT" ->
                        add(passed.at(), "door-exit", step, saying.say("enrolment.what.EXIT"));
                case "END" ->
                        add(passed.at(), "player-stop", step, saying.say("enrolment.what.END"));
                default -> add(passed.at(), "point", step, passed.what());
            }
        }

        private static String way(@Nullable String way) {
            return way == null ? "" : Integer.toString(Integer.parseInt(way) + 1);
        }

        private void decided(EnrolmentPaths.Decided decision, List<EnrolmentPaths.Sent> messages) {
            var sent =
                    decision.outcome().equals("SEND")
                            ? messages.stream()
                                    .filter(message -> message.step().equals(decision.step()))
                                    .reduce((_, last) -> last)
                                    .orElse(null)
                            : null;
            var word =
                    sent == null
                            ? decision.outcome().toLowerCase(Locale.ROOT)
                            : sent.status().toLowerCase(Locale.ROOT);
            var told = new ArrayList<Sentence>();
            var channel = decision.channel();
            var until = decision.until();
            if (decision.outcome().equals("DEFER") && until != null) {
                told.add(Sentence.of(saying.say("timeline.deferred", when(until))));
            }
            told.addAll(sentences.of(ReasonReader.read(decision.reasons()), telling));
            if (sent != null) {
                fate(sent, told);
            }
            stops.add(
                    new Stop(
                            new PathLine(
                                    decision.at(),
                                    when(decision.at()),
                                    contacts.icon(
                                            channel == null ? null : Channel.valueOf(channel)),
                                    steps.whole(decision.step()),
                                    told,
                                    new PathLine.Chip(
                                            saying.say("run.contact." + word),
                                            chips.tone(word),
                                            chips.icon(word))),
                            sent != null && sent.inInbox() ? Long.valueOf(sent.id()) : null));
        }

        private void fate(EnrolmentPaths.Sent sent, List<Sentence> told) {
            var failure = sent.failure();
            if (failure != null) {
                told.add(Sentence.of(failures.of(failure, telling.locale())));
            }
            tell("sent", sent.sentAt(), told);
            tell("delivered", sent.deliveredAt(), told);
            tell("opened", sent.openedAt(), told);
            tell("clicked", sent.clickedAt(), told);
            tell("bounced", sent.bouncedAt(), told);
            tell("unsubscribed", sent.unsubscribedAt(), told);
        }

        private void tell(String what, @Nullable Instant at, List<Sentence> told) {
            if (at != null) {
                told.add(
                        Sentence.of(
                                saying.say(
                                        "timeline." + what, saying.say("timeline.on", when(at)))));
            }
        }

        /** Where it stands now. */
        private void last() {
            var ended = one.endedAt();
            add(
                    ended == null ? one.actAt() : ended,
                    "flag",
                    words.chip(one, saying),
                    words.stands(one, steps.number(one.step()), telling.zone(), saying));
        }

        private void add(Instant at, String icon, String title, String told) {
            stops.add(new Stop(PathLine.plain(at, when(at), icon, title, told), null));
        }

        private String when(Instant at) {
            return figures.dateTime(at, telling.zone());
        }
    }
}
