package org.marronnier.web.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.TimelineEntry;
import org.marronnier.domain.message.SourceName;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.Reason;
import org.marronnier.scheduler.inbound.NextMessage;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.decision.Failures;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.Tellings;
import org.marronnier.web.decision.Trace;
import org.marronnier.web.shell.Chips;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes a contact's time line, with the names that each plan gives, in the contact's local time.
 */
@Component
final class TimelinePages {

    /**
     * An entry in words.
     *
     * @param look the outcome, as the icon shows it
     * @param why one sentence a fact, the first naming the outcome
     * @param fate what became of the message, on one line
     * @param mail the message in the product's own inbox; null where it is not there
     */
    record Entry(
            @Nullable Channel channel,
            String look,
            boolean waits,
            Instant at,
            String day,
            String time,
            Sentence source,
            String tone,
            @Nullable String icon,
            String word,
            List<Sentence> why,
            String fate,
            List<Trace.Step> trace,
            List<Earlier> earlier,
            @Nullable Long mail) {}

    /** A decision that was taken again, in words. */
    record Earlier(String when, List<Sentence> why) {}

    private final Tellings tellings;
    private final ReasonSentences sentences;
    private final Trace trace;
    private final Failures failures;
    private final Chips chips;
    private final Figures figures;
    private final MessageSource messages;
    private final Clock clock;

    TimelinePages(
            Tellings tellings,
            ReasonSentences sentences,
            Trace trace,
            Failures failures,
            Chips chips,
            Figures figures,
            MessageSource messages,
            Clock clock) {
        this.tellings = tellings;
        this.sentences = sentences;
        this.trace = trace;
        this.failures = failures;
        this.chips = chips;
        this.figures = figures;
        this.messages = messages;
        this.clock = clock;
    }

    List<Entry> of(Contact contact, List<TimelineEntry> entries, Locale locale) {
        var telling = tellings.about(contact.externalId(), contact.knownZone(), locale);
        return entries.stream()
                .map(entry -> new Writer(telling.apply(entry.plan())).entry(entry))
                .toList();
    }

    /** What would be decided of a message to come. */
    Entry planned(Contact contact, Why.Foreseen why, Locale locale) {
        return new Writer(
                        tellings.of(why.plan(), contact.externalId(), contact.knownZone(), locale))
                .planned(why);
    }

    /**
     * What stands to be shown on the web now, the highest rank first: the first that passes is
     * shown.
     */
    List<Entry> onWeb(Contact contact, List<NextMessage.Considered> considered, Locale locale) {
        var telling = tellings.about(contact.externalId(), contact.knownZone(), locale);
        var entries = new ArrayList<Entry>();
        var isShown = false;
        for (var one : considered) {
            var passes = one.decision().outcome() == Outcome.SEND;
            entries.add(
                    new Writer(telling.apply(one.plan()))
                            .foreseen(
                                    one.decision(),
                                    one.due(),
                                    webWord(one.decision().outcome(), isShown)));
            isShown |= passes;
        }
        return entries;
    }

    private static String webWord(Outcome outcome, boolean isAnotherShown) {
        return switch (outcome) {
            case SEND -> isAnotherShown ? "next" : "shown";
            case DEFER -> "defer";
            case SUPPRESS -> "withheld";
            case CONTROL -> "control";
        };
    }

    private final class Writer {

        private final Telling telling;
        private final ZoneId zone;
        private final Saying saying;

        Writer(Telling telling) {
            this.telling = telling;
            this.zone = telling.zone();
            this.saying = new Saying(messages, telling.locale());
        }

        Entry entry(TimelineEntry entry) {
            var reasons = ReasonReader.read(entry.reasons());
            var message = entry.message();
            var until = entry.until();
            var word = word(entry);
            return new Entry(
                    entry.channel(),
                    look(entry),
                    "DEFER".equals(entry.outcome())
                            && !entry.calledOff()
                            && until != null
                            && until.isAfter(clock.instant()),
                    entry.at(),
                    day(entry.at()),
                    figures.time(entry.at().atZone(zone).toLocalTime()),
                    sentences.source(entry.source(), telling),
                    chips.tone(word),
                    chips.icon(word),
                    saying.say("run.contact." + word),
                    entry.outcome() == null
                            ? List.of(told(entry.source()))
                            : why(entry.outcome(), until, reasons),
                    message == null ? "" : fate(message, entry.at()),
                    entry.outcome() == null ? List.of() : trace.of(reasons, telling),
                    entry.earlier().stream().map(this::earlier).toList(),
                    message != null && message.inInbox() ? Long.valueOf(message.id()) : null);
        }

        Entry planned(Why.Foreseen why) {
            return foreseen(why.decision(), why.due(), planned(why.decision().outcome()));
        }

        Entry foreseen(Decision decision, Instant due, String word) {
            var until = decision.until();
            var at = until == null ? due : until;
            return new Entry(
                    decision.channel(),
                    decision.outcome().name().toLowerCase(Locale.ROOT),
                    true,
                    at,
                    day(at),
                    figures.time(at.atZone(zone).toLocalTime()),
                    sentences.source(decision.candidate().source(), telling),
                    chips.tone(word),
                    chips.icon(word),
                    saying.say("run.contact." + word),
                    foreseen(decision),
                    "",
                    trace.of(decision.reasons(), telling),
                    List.of(),
                    null);
        }

        private List<Sentence> foreseen(Decision decision) {
            var why = new ArrayList<Sentence>();
            var until = decision.until();
            if (decision.outcome() == Outcome.DEFER && until != null) {
                why.add(
                        Sentence.of(
                                saying.say("timeline.deferred", figures.dateTime(until, zone))));
            } else if (decision.reasons().isEmpty()) {
                why.add(Sentence.of(saying.say("timeline.planned")));
            }
            why.addAll(sentences.of(decision.reasons(), telling));
            return why;
        }

        private static String planned(Outcome outcome) {
            return switch (outcome) {
                case SEND, DEFER -> "planned";
                case SUPPRESS -> "withheld";
                case CONTROL -> "control";
            };
        }

        private Sentence told(String source) {
            return Sentence.of(
                    saying.say(
                            SourceName.isOfScenario(source)
                                    ? "timeline.told.scenario"
                                    : "timeline.told.import"));
        }

        private List<Sentence> why(String outcome, @Nullable Instant until, List<Reason> reasons) {
            var why = new ArrayList<Sentence>();
            if (outcome.equals("DEFER") && until != null) {
                why.add(
                        Sentence.of(
                                saying.say("timeline.deferred", figures.dateTime(until, zone))));
            } else if (reasons.isEmpty()) {
                why.add(Sentence.of(saying.say("contact.decision." + outcome)));
            }
            why.addAll(sentences.of(reasons, telling));
            return why;
        }

        private Earlier earlier(TimelineEntry.Earlier earlier) {
            return new Earlier(
                    saying.say("timeline.earlier", figures.dateTime(earlier.at(), zone)),
                    why(earlier.outcome(), earlier.until(), ReasonReader.read(earlier.reasons())));
        }

        /** Why it failed, or when it was opened and the rest, as far as the channel told. */
        private String fate(TimelineEntry.Message message, Instant at) {
            var told = new ArrayList<String>();
            var failure = message.failure();
            if (failure != null) {
                told.add(failures.of(failure, telling.locale()));
            }
            tell(told, "sent", at.equals(message.sentAt()) ? null : message.sentAt(), at);
            tell(told, "delivered", message.deliveredAt(), at);
            tell(told, "opened", message.openedAt(), at);
            tell(told, "clicked", message.clickedAt(), at);
            tell(told, "bounced", message.bouncedAt(), at);
            tell(told, "complained", message.complainedAt(), at);
            tell(told, "unsubscribed", message.unsubscribedAt(), at);
            return String.join(" · ", told);
        }

        private void tell(
                List<String> told, String what, @Nullable Instant happened, Instant placed) {
            if (happened == null) {
                return;
            }
            var local = happened.atZone(zone);
            told.add(
                    saying.say(
                            "timeline." + what,
                            local.toLocalDate().equals(placed.atZone(zone).toLocalDate())
                                    ? saying.say("timeline.at", figures.time(local.toLocalTime()))
                                    : saying.say("timeline.on", figures.dateTime(happened, zone))));
        }

        private String day(Instant instant) {
            var day = instant.atZone(zone).toLocalDate();
            var today = LocalDate.ofInstant(clock.instant(), zone);
            if (day.equals(today)) {
                return saying.say("timeline.today");
            }
            return day.getYear() == today.getYear() ? figures.day(day) : figures.date(day);
        }
    }

    private static String word(TimelineEntry entry) {
        var message = entry.message();
        if (entry.calledOff()) {
            return "cancelled";
        }
        if (message == null) {
            return entry.outcome() == null ? "sent" : entry.outcome().toLowerCase(Locale.ROOT);
        }
        if (message.bouncedAt() != null) {
            return "bounced";
        }
        return message.status().equals("SENT") && !entry.earlier().isEmpty()
                ? "deferred-sent"
                : message.status().toLowerCase(Locale.ROOT);
    }

    private static String look(TimelineEntry entry) {
        return entry.outcome() == null ? "send" : entry.outcome().toLowerCase(Locale.ROOT);
    }
}
