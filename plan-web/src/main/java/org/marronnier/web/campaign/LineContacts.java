package org.marronnier.web.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.store.run.RunContacts;
import org.marronnier.store.run.Runs;
import org.marronnier.web.condition.Names;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.Failures;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.decision.ReasonSentences;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.Tellings;
import org.marronnier.web.shell.Chips;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The contacts of one line of a run's funnel, a screen at a time, each with all its reasons. */
@Component
final class LineContacts {

    private static final Set<String> MESSAGES =
            Set.of(Funnel.QUEUED, Funnel.SENT, Funnel.UNCERTAIN, Funnel.FAILED, Funnel.CANCELLED);

    /**
     * Some contacts of a line.
     *
     * @param id of the line among those of the page
     * @param count how many the line has in all, in words
     * @param all the page of the line alone
     * @param next where the contacts after these are; null at the end
     */
    record Screen(
            String id,
            String line,
            String count,
            String all,
            List<Row> rows,
            @Nullable String next) {}

    /** A contact of a line, in words; its instants are in its own zone. */
    record Row(
            String contact,
            String name,
            String outcome,
            String tone,
            @Nullable String icon,
            List<Sentence> reasons,
            String at) {}

    private final Runs runs;
    private final RunContacts contacts;
    private final Tellings tellings;
    private final ReasonSentences sentences;
    private final Failures failures;
    private final ContactWords words;
    private final FunnelBars bars;
    private final Chips chips;
    private final Figures figures;
    private final MessageSource messages;

    LineContacts(
            Runs runs,
            RunContacts contacts,
            Tellings tellings,
            ReasonSentences sentences,
            Failures failures,
            ContactWords words,
            FunnelBars bars,
            Chips chips,
            Figures figures,
            MessageSource messages) {
        this.runs = runs;
        this.contacts = contacts;
        this.tellings = tellings;
        this.sentences = sentences;
        this.failures = failures;
        this.words = words;
        this.bars = bars;
        this.chips = chips;
        this.figures = figures;
        this.messages = messages;
    }

    /**
     * @param after the last contact seen; 0 for the first
     */
    Screen of(Run run, String line, long after, int limit, PlanDocument plan, Locale locale) {
        var saying = new Saying(messages, locale);
        var read = contacts.of(run.id(), line, after, limit + 1);
        var rows = read.stream().limit(limit).toList();
        return new Screen(
                RunViews.id(run, line),
                bars.line(line, Names.of(plan), locale),
                count(runs.funnel(run.id()).line(line), saying),
                RunViews.contacts(run, line, 0),
                rows.stream().map(row -> row(row, line, plan, saying)).toList(),
                read.size() > limit
                        ? RunViews.contacts(run, line, rows.getLast().contact())
                        : null);
    }

    private String count(long contacts, Saying saying) {
        return saying.say(
                contacts == 1 ? "run.contacts.count.one" : "run.contacts.count",
                figures.number(contacts));
    }

    private Row row(RunContacts.Line line, String of, PlanDocument plan, Saying saying) {
        var telling = tellings.of(plan, line.externalId(), line.zone(), saying.locale());
        var word = word(line, of);
        var failure = line.failure();
        var until = line.until();
        var reasons = new ArrayList<Sentence>();
        if (until != null && word.equals("defer")) {
            reasons.add(
                    Sentence.of(
                            saying.say(
                                    "timeline.deferred", figures.dateTime(until, telling.zone()))));
        }
        if (failure == null) {
            reasons.addAll(sentences.of(ReasonReader.read(line.reasons()), telling));
        } else {
            reasons.add(Sentence.of(failures.of(failure, saying.locale())));
        }
        return new Row(
                line.externalId(),
                words.name(line.firstName(), line.lastName(), line.externalId()),
                saying.say("run.contact." + word),
                chips.tone(word),
                chips.icon(word),
                reasons,
                figures.dateTime(line.at(), telling.zone()));
    }

    private static String word(RunContacts.Line line, String of) {
        var status = line.status();
        if (status == null && of.equals(Funnel.CANCELLED)) {
            return Funnel.CANCELLED;
        }
        return (status == null || !MESSAGES.contains(status.toLowerCase(Locale.ROOT))
                        ? line.outcome()
                        : status)
                .toLowerCase(Locale.ROOT);
    }
}
