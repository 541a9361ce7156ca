package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.web.condition.ConditionEditor.Addition;
import org.marronnier.web.condition.ConditionEditor.Line;
import org.marronnier.web.condition.Node.Named;
import org.marronnier.web.condition.Node.OfConsent;
import org.marronnier.web.condition.Node.OfEvents;
import org.marronnier.web.condition.Node.OfField;
import org.marronnier.web.condition.Node.OfMessages;
import org.marronnier.web.condition.Node.OfSegment;
import org.marronnier.web.condition.Node.OfStage;
import org.marronnier.web.condition.Node.OfYears;
import org.marronnier.web.condition.Node.Test;
import org.marronnier.web.condition.Node.Typed;
import org.marronnier.web.shell.Option;

/** Writes one test of a condition as a line of words and controls. */
final class LineWriter {

    private static final int MOST_COMPARISONS = 3;
    private static final int MOST_PROPERTIES = 20;

    private final Choices choices;
    private final EditorNotes notes;
    private final Wording words;
    private final Controls controls;
    private final List<Addition> more = new ArrayList<>();
    private final String name;
    private final String place;
    private final String path;
    private final String own;
    private final Test test;

    /**
     * @param name what its fields begin with
     * @param place its place, as presses name it
     * @param path where it stands in the document
     */
    LineWriter(
            Test test,
            String name,
            String place,
            String path,
            Choices choices,
            EditorNotes notes,
            Wording words) {
        this.test = test;
        this.name = name;
        this.place = place;
        this.path = path;
        this.own = test.negated() ? path + ".not" : path;
        this.choices = choices;
        this.notes = notes;
        this.words = words;
        this.controls = new Controls(notes, words);
    }

    Line write() {
        controls.sign(name, test.negated());
        var kind =
                switch (test.asked()) {
                    case OfField(var field) -> {
                        field(field);
                        yield "field";
                    }
                    case OfYears(var field) -> {
                        years(field);
                        yield "years";
                    }
                    case OfEvents events -> {
                        events(events);
                        yield "event";
                    }
                    case OfMessages messages -> {
                        messages(messages);
                        yield "message";
                    }
                    case OfConsent consent -> {
                        consent(consent);
                        yield "consent";
                    }
                    case OfSegment(var segment) -> {
                        controls.say("condition.edit.segment");
                        only("segment", segment, choices.segments(segment));
                        yield "segment";
                    }
                    case OfStage(var stage) -> {
                        controls.say("condition.edit.stage");
                        only("stage", stage, choices.stages(stage));
                        yield "stage";
                    }
                };
        return new Line(name, place, kind, controls.tokens(), more, notes.restOf(path));
    }

    private void field(Named field) {
        controls.reloading(
                name + ".field",
                "field",
                field.name(),
                choices.fields(field.name()),
                own + ".field");
        var kind = NodeWriter.kindOfField(field.name(), choices.seen());
        controls.values(field.comparisons(), name, own, kind);
        addMore("is", field.comparisons().size() < MOST_COMPARISONS);
    }

    private void years(Named field) {
        controls.say("condition.edit.years");
        controls.choice(
                name + ".field",
                "field",
                field.name(),
                choices.dates(field.name()),
                own + ".field");
        controls.bounds(field.comparisons(), name, own + ".years", "condition.edit.count.");
        controls.say("condition.edit.years.unit");
        addMore("is", field.comparisons().size() < MOST_COMPARISONS);
    }

    private void events(OfEvents events) {
        count(events.count());
        controls.say("condition.edit.event");
        var offered = notes.list("events", choices.events());
        controls.entry(name + ".event", "event", events.event(), "text", offered, own + ".event");
        var properties =
                notes.list("properties-" + events.event(), choices.properties(events.event()));
        for (var i = 0; i < events.where().size(); i++) {
            property(events.event(), events.where().get(i), i, properties);
        }
        within(events.within());
        if (events.sum() instanceof Named(var of, var bounds)) {
            controls.say("condition.edit.sum");
            controls.entry(name + ".sum.of", "sum", of, "text", properties, own + ".sum.of");
            controls.bounds(bounds, name + ".sum", own + ".sum", "condition.edit.is.");
            controls.less(place, "sum", "condition.edit.less.sum");
        }
        if (events.last() instanceof Typed(var age, var span, var _)) {
            controls.say("condition.edit.last");
            controls.sure(
                    name + ".last.age",
                    "age",
                    age,
                    List.of(
                            new Option("olderThan", words.say("condition.edit.olderThan")),
                            new Option("newerThan", words.say("condition.edit.newerThan"))),
                    false);
            controls.span(span, name + ".last", own + ".last." + age, false);
            controls.less(place, "last", "condition.edit.less.last");
        }
        addMore("where", events.where().size() < MOST_PROPERTIES);
        addMore("count", mayTakeMore(events.count()));
        addMore("sum", mayTakeMore(events.sum() == null ? null : events.sum().comparisons()));
        addMore("last", events.last() == null);
    }

    private void property(String event, Named test, int index, @Nullable String properties) {
        var at = name + ".where[" + index + "]";
        var below = own + ".where." + test.name();
        controls.say(index == 0 ? "condition.edit.where" : "condition.edit.and");
        controls.entry(at + ".property", "property", test.name(), "text", properties, below);
        var kind = NodeWriter.kindOfProperty(event, test.name(), choices.seen());
        controls.values(test.comparisons(), at, below, kind);
        controls.less(place, "where." + index, "condition.edit.less.where");
    }

    private void messages(OfMessages messages) {
        count(messages.count());
        controls.say("condition.edit.message");
        var pattern = messages.pattern();
        var status = pattern.getOrDefault("status", "");
        controls.choice(
                name + ".status", "status", status, statuses(status), own + ".message.status");
        for (var what : FormFields.PATTERN) {
            if (what.equals("status")) {
                continue;
            }
            if (pattern.get(what) instanceof String value) {
                controls.say("condition.edit.message." + what);
                of(what, value);
                controls.less(place, what, "condition.edit.less.filter");
            } else {
                addMore(what, true);
            }
        }
        within(messages.within());
        addMore("count", mayTakeMore(messages.count()));
    }

    private List<Option> statuses(String chosen) {
        var all =
                new ArrayList<>(
                        choices.constants(MessageStatus.values(), "condition.edit.status."));
        if (chosen.isEmpty()) {
            all.set(0, new Option("", all.getFirst().text()));
        }
        return all;
    }

    private void of(String what, String value) {
        var field = name + "." + what;
        var at = own + ".message." + what;
        if (what.equals("tag")) {
            controls.entry(field, what, value, "text", null, at);
            return;
        }
        var options =
                switch (what) {
                    case "channel" -> choices.constants(Channel.values(), "channel.");
                    case "type" -> choices.constants(MessageType.values(), "condition.type.");
                    case "programme" -> choices.programmes(value);
                    case "scenario" -> choices.scenarios(value);
                    case "campaign" -> choices.campaigns(value);
                    default -> choices.templates(value);
                };
        controls.choice(field, what, value, options, at);
    }

    private void consent(OfConsent consent) {
        var below = own + ".consent.";
        controls.say("condition.edit.consent");
        controls.choice(
                name + ".channel",
                "channel",
                consent.channel(),
                choices.constants(Channel.values(), "channel."),
                below + "channel");
        controls.say("condition.edit.consent.purpose");
        controls.choice(
                name + ".purpose",
                "purpose",
                consent.purpose(),
                choices.purposes(consent.purpose()),
                below + "purpose");
        controls.choice(
                name + ".status",
                "consent",
                consent.status(),
                choices.constants(ConsentStatus.values(), "condition.consent."),
                below + "status");
    }

    /** What a test asks by one choice. */
    private void only(String what, String chosen, List<Option> options) {
        controls.choice(name + "." + what, what, chosen, options, own + "." + what);
    }

    private void count(@Nullable List<Typed> count) {
        if (count != null) {
            controls.bounds(count, name + ".count", own + ".count", "condition.edit.count.");
        }
    }

    private void within(@Nullable String within) {
        controls.say("condition.edit.within");
        controls.span(within, name + ".within", own + ".within", true);
    }

    private static boolean mayTakeMore(@Nullable List<Typed> bounds) {
        return bounds == null || bounds.size() < MOST_COMPARISONS;
    }

    private void addMore(String what, boolean mayBe) {
        if (mayBe) {
            more.add(
                    new Addition(
                            "more:" + place + ":" + what,
                            words.say("condition.edit.more." + what),
                            "plus"));
        }
    }
}
