package org.marronnier.web.contact;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.engine.decision.RuleStanding;
import org.marronnier.scheduler.decision.LookingAtPressure;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.web.condition.Names;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.Tellings;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How full each rule is for a contact today, in the contact's local time. */
@Component
final class PressurePages {

    private static final int WEEK = 7;

    /**
     * One rule.
     *
     * @param days the last seven, where the window is of so many, and the one before where some of
     *     it counts: a week that ends now begins in the midst of a day; none otherwise
     * @param counted what stands in the window, where no days show it
     * @param free when another may leave; null where it may now
     */
    record Gauge(
            String name,
            boolean full,
            long counted,
            int max,
            List<Day> days,
            List<Sentence> messages,
            @Nullable String free) {}

    /**
     * @param channels of the messages of the day that count
     */
    record Day(String label, boolean today, List<Channel> channels) {}

    private final LookingAtPressure looking;
    private final Tellings tellings;
    private final ReasonSentences sentences;
    private final Figures figures;
    private final MessageSource messages;
    private final Clock clock;

    PressurePages(
            LookingAtPressure looking,
            Tellings tellings,
            ReasonSentences sentences,
            Figures figures,
            MessageSource messages,
            Clock clock) {
        this.looking = looking;
        this.tellings = tellings;
        this.sentences = sentences;
        this.figures = figures;
        this.messages = messages;
        this.clock = clock;
    }

    /** The fullest first; none where a rule of the plan cannot be evaluated. */
    List<Gauge> of(PlanDocument plan, Contact contact, Locale locale) {
        PlanRules rules;
        try {
            rules = PlanRules.of(plan);
        } catch (IllegalArgumentException unusable) {
            return List.of();
        }
        var telling = tellings.of(plan, contact.externalId(), contact.knownZone(), locale);
        var writer = new Writer(Names.of(plan), telling, new Saying(messages, locale));
        return looking
                .of(rules, contact.id(), clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .stream()
                .sorted(
                        Comparator.comparing(
                                standing ->
                                        -(double) standing.counted().size()
                                                / Math.max(1, standing.max())))
                .map(writer::gauge)
                .toList();
    }

    private final class Writer {

        private final Names names;
        private final ReasonSentences.Telling telling;
        private final ZoneId zone;
        private final Saying saying;

        Writer(Names names, ReasonSentences.Telling telling, Saying saying) {
            this.names = names;
            this.telling = telling;
            this.zone = telling.zone();
            this.saying = saying;
        }

        Gauge gauge(RuleStanding standing) {
            var isWeek = isWeek(standing.window());
            var free = standing.freeAgain();
            return new Gauge(
                    name(standing.rule()),
                    standing.isFull(),
                    standing.counted().size(),
                    standing.max(),
                    isWeek ? days(standing.counted()) : List.of(),
                    isWeek ? List.of() : standing.counted().stream().map(this::message).toList(),
                    free == null ? null : figures.dateTime(free, zone));
        }

        private String name(String rule) {
            return Member.Preference.channel(rule)
                    .map(
                            channel ->
                                    saying.say(
                                            "reason.preference", saying.say("channel." + channel)))
                    .orElseGet(() -> names.rule(rule));
        }

        private List<Day> days(List<PastMessage> counted) {
            var sent =
                    counted.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            message -> LocalDate.ofInstant(message.at(), zone),
                                            TreeMap::new,
                                            Collectors.mapping(
                                                    PastMessage::channel, Collectors.toList())));
            var today = LocalDate.ofInstant(clock.instant(), zone);
            var week = today.minusDays(WEEK - 1);
            var first = sent.isEmpty() || sent.firstKey().isAfter(week) ? week : sent.firstKey();
            return first.datesUntil(today.plusDays(1))
                    .map(
                            day ->
                                    new Day(
                                            figures.weekday(day.getDayOfWeek()).substring(0, 1)
                                                    + " "
                                                    + day.getDayOfMonth(),
                                            day.equals(today),
                                            sent.getOrDefault(day, List.of())))
                    .toList();
        }

        private Sentence message(PastMessage message) {
            return sentences.message(
                    message.source(), figures.dateTime(message.at(), zone), telling);
        }
    }

    /** Whether seven days show all that the window holds. */
    private static boolean isWeek(Window window) {
        return switch (window) {
            case Window.Rolling(var span) ->
                    span.period().toTotalMonths() == 0
                            && span.period().getDays() <= WEEK
                            && span.time().toDays() < WEEK;
            case Window.Calendar(var unit) -> unit == Window.Unit.DAY || unit == Window.Unit.WEEK;
        };
    }
}
