package org.marronnier.web.contact;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.DecisionLine;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.engine.decision.Gate;
import org.marronnier.engine.decision.Reason;
import org.marronnier.web.condition.Names;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.decision.ReasonSentences;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes what was decided about a contact, with the names that the plan gives. */
@Component
final class DecisionPages {

    /**
     * A decision in words.
     *
     * @param campaign its name
     * @param why one sentence: its first reason
     */
    record Decided(DecisionLine line, String campaign, String why, List<Step> trace) {}

    /** One gate of a decision: passed, failed, or skipped because an earlier one had decided. */
    record Step(String gate, String state, String evidence) {}

    private final Plans plans;
    private final ReasonSentences sentences;
    private final ContactWords words;
    private final MessageSource messages;

    DecisionPages(
            Plans plans, ReasonSentences sentences, ContactWords words, MessageSource messages) {
        this.plans = plans;
        this.sentences = sentences;
        this.words = words;
        this.messages = messages;
    }

    List<Decided> of(Contact contact, List<DecisionLine> lines, Locale locale) {
        var writers = new HashMap<String, Writer>();
        return lines.stream()
                .map(
                        line ->
                                writers.computeIfAbsent(
                                                line.plan(), plan -> writer(plan, contact, locale))
                                        .decided(line))
                .toList();
    }

    private Writer writer(String key, Contact contact, Locale locale) {
        var plan = plans.load(key);
        var zone = plan.<ZoneId>map(one -> one.plan().zone()).orElse(ZoneOffset.UTC);
        return new Writer(
                plan.map((PlanDocument one) -> Names.of(one)).orElse(Names.NONE),
                words.zone(contact, zone),
                locale);
    }

    private final class Writer {

        private final Names names;
        private final ZoneId zone;
        private final Locale locale;

        Writer(Names names, ZoneId zone, Locale locale) {
            this.names = names;
            this.zone = zone;
            this.locale = locale;
        }

        Decided decided(DecisionLine line) {
            var reasons = ReasonReader.read(line.reasons());
            return new Decided(
                    line,
                    names.campaign(line.campaign()),
                    reasons.isEmpty()
                            ? messages.getMessage(
                                    "contact.decision." + line.outcome(), null, locale)
                            : sentence(reasons.getFirst()),
                    trace(reasons));
        }

        /** Every gate in order, with what was found there. */
        private List<Step> trace(List<Reason> reasons) {
            Map<Gate, Reason> failed =
                    reasons.stream()
                            .collect(
                                    Collectors.toMap(
                                            Reason::gate, reason -> reason, (one, other) -> one));
            var steps = new ArrayList<Step>();
            for (var gate : Arrays.asList(Gate.values())) {
                var reason = failed.get(gate);
                if (reason != null) {
                    steps.add(new Step(gate.name(), "failed", sentence(reason)));
                } else {
                    var decided = steps.stream().anyMatch(step -> step.state().equals("failed"));
                    steps.add(new Step(gate.name(), decided ? "skipped" : "passed", ""));
                }
            }
            return steps;
        }

        private String sentence(Reason reason) {
            return String.join(". ", sentences.of(reason, names, zone, locale));
        }
    }
}
