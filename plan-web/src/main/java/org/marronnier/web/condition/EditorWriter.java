package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts.ValueKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.web.condition.ConditionEditor.Addition;
import org.marronnier.web.condition.ConditionEditor.Item;
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

/** Writes an edited condition as words and controls, each beside what is wrong with it. */
final class EditorWriter {

    private static final List<String> BOUNDS = List.of("gte", "lte", "eq", "ne", "gt", "lt");
    private static final List<String> OF_TEXT =
            List.of(
                    "eq",
                    "ne",
                    "in",
                    "notIn",
                    "contains",
                    "startsWith",
                    "gte",
                    "lte",
                    "gt",
                    "lt",
                    "present",
                    "missing");
    private static final List<String> OF_NUMBER =
            List.of("eq", "ne", "gte", "lte", "gt", "lt", "in", "notIn", "present", "missing");
    private static final List<String> OF_TRUTH = List.of("eq", "ne", "present", "missing");
    private static final List<String> UNITS =
            List.of("MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR");

    private static final Map<String, String> KINDS = kinds();

    private final String prefix;
    private final Choices choices;
    private final Map<String, String> mistakes;
    private final Wording words;
    private final Set<String> told = new HashSet<>();
    private final Map<String, List<Option>> lists = new LinkedHashMap<>();

    EditorWriter(String prefix, Choices choices, Map<String, String> mistakes, Wording words) {
        this.prefix = prefix;
        this.choices = choices;
        this.mistakes = mistakes;
        this.words = words;
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("event", "bolt");
        kinds.put("field", "id");
        kinds.put("years", "cake");
        kinds.put("message", "mail");
        kinds.put("consent", "shield-check");
        kinds.put("segment", "users-group");
        kinds.put("stage", "stairs");
        kinds.put("all", "parentheses");
        return kinds;
    }

    ConditionEditor write(Node.Group root, String focus) {
        var alone = NodeWriter.single(root) != null;
        var group = group(root, prefix, "", prefix, alone, false);
        return new ConditionEditor(prefix, group, lists, focus);
    }

    /**
     * @param path where the group stands in the document
     * @param alone whether the document holds its only part in its place
     */
    private ConditionEditor.Group group(
            Node.Group group,
            String name,
            String place,
            String path,
            boolean alone,
            boolean mayUngroup) {
        var own = group.negated() ? path + ".not" : path;
        var list = own + (group.any() ? ".any" : ".all");
        var items = new ArrayList<Item>();
        for (var i = 0; i < group.parts().size(); i++) {
            items.add(
                    item(
                            group.parts().get(i),
                            name + ".parts[" + i + "]",
                            place.isEmpty() ? "" + i : place + "." + i,
                            alone ? path : list + "[" + i + "]"));
        }
        var kind =
                new Token.Choice(
                        name + ".kind",
                        words.say("condition.edit.kind"),
                        group.any() ? "any" : "all",
                        List.of(
                                new Option("all", words.say("condition.edit.all")),
                                new Option("any", words.say("condition.edit.any"))),
                        true,
                        null);
        return new ConditionEditor.Group(
                name,
                place,
                kind,
                place.isEmpty() ? null : sign(name, group.negated()),
                items,
                additions(place),
                mayUngroup && !group.negated(),
                alone ? null : firstOf(own, list));
    }

    private Item item(Node node, String name, String place, String path) {
        return switch (node) {
            case Node.Group group -> group(group, name, place, path, false, true);
            case Test test -> line(test, name, place, path);
        };
    }

    private List<Addition> additions(String place) {
        return KINDS.entrySet().stream()
                .map(
                        kind ->
                                new Addition(
                                        "add:" + place + ":" + kind.getKey(),
                                        words.say("condition.edit.add." + kind.getKey()),
                                        kind.getValue()))
                .toList();
    }

    private Line line(Test test, String name, String place, String path) {
        var own = test.negated() ? path + ".not" : path;
        var tokens = new ArrayList<Token>();
        tokens.add(sign(name, test.negated()));
        var more = new ArrayList<Addition>();
        var kind =
                switch (test.asked()) {
                    case OfField(var field) -> {
                        field(field, name, own, tokens);
                        addMore(more, place, "is", field.comparisons().size() < 3);
                        yield "field";
                    }
                    case OfYears(var field) -> {
                        years(field, name, own, tokens);
                        addMore(more, place, "is", field.comparisons().size() < 3);
                        yield "years";
                    }
                    case OfEvents events -> {
                        events(events, name, place, own, tokens, more);
                        yield "event";
                    }
                    case OfMessages messages -> {
                        messages(messages, name, place, own, tokens, more);
                        yield "message";
                    }
                    case OfConsent consent -> {
                        consent(consent, name, own, tokens);
                        yield "consent";
                    }
                    case OfSegment(var segment) -> {
                        say(tokens, "condition.edit.segment");
                        choice(
                                tokens,
                                name + ".segment",
                                "segment",
                                segment,
                                choices.segments(segment),
                                own + ".segment");
                        yield "segment";
                    }
                    case OfStage(var stage) -> {
                        say(tokens, "condition.edit.stage");
                        choice(
                                tokens,
                                name + ".stage",
                                "stage",
                                stage,
                                choices.stages(stage),
                                own + ".stage");
                        yield "stage";
                    }
                };
        return new Line(name, place, kind, tokens, more, restOf(path));
    }

    private void addMore(List<Addition> more, String place, String what, boolean mayBe) {
        if (mayBe) {
            more.add(
                    new Addition(
                            "more:" + place + ":" + what,
                            words.say("condition.edit.more." + what),
                            "plus"));
        }
    }

    private Token sign(String name, boolean negated) {
        return new Token.Choice(
                name + ".not",
                words.say("condition.edit.sign"),
                negated ? "true" : "",
                List.of(
                        new Option("", words.say("condition.edit.with")),
                        new Option("true", words.say("condition.edit.without"))),
                false,
                null);
    }

    private void field(Named field, String name, String path, List<Token> tokens) {
        tokens.add(
                new Token.Choice(
                        name + ".field",
                        words.say("condition.edit.label.field"),
                        field.name(),
                        choices.fields(field.name()),
                        true,
                        at(path + ".field")));
        var kind = NodeWriter.kindOfField(field.name(), choices.seen());
        comparisons(field.comparisons(), name, path, operators(kind), "is", kind, tokens);
    }

    private void years(Named field, String name, String path, List<Token> tokens) {
        say(tokens, "condition.edit.years");
        choice(
                tokens,
                name + ".field",
                "field",
                field.name(),
                choices.dates(field.name()),
                path + ".field");
        comparisons(
                field.comparisons(),
                name,
                path + ".years",
                BOUNDS,
                "count",
                ValueKind.NUMBER,
                tokens);
        say(tokens, "condition.edit.years.unit");
    }

    private void events(
            OfEvents events,
            String name,
            String place,
            String path,
            List<Token> tokens,
            List<Addition> more) {
        count(events.count(), name, path, tokens);
        say(tokens, "condition.edit.event");
        var offered = list("events", choices.events());
        entry(tokens, name + ".event", "event", events.event(), "text", offered, path + ".event");
        var properties = list("properties-" + events.event(), choices.properties(events.event()));
        for (var i = 0; i < events.where().size(); i++) {
            var test = events.where().get(i);
            var at = name + ".where[" + i + "]";
            var below = path + ".where." + test.name();
            say(tokens, i == 0 ? "condition.edit.where" : "condition.edit.and");
            entry(tokens, at + ".property", "property", test.name(), "text", properties, below);
            var kind = NodeWriter.kindOfProperty(events.event(), test.name(), choices.seen());
            comparisons(test.comparisons(), at, below, operators(kind), "is", kind, tokens);
            less(tokens, place, "where." + i, "condition.edit.less.where");
        }
        within(events.within(), name, path, tokens);
        if (events.sum() instanceof Named(var of, var bounds)) {
            say(tokens, "condition.edit.sum");
            entry(tokens, name + ".sum.of", "sum", of, "text", properties, path + ".sum.of");
            comparisons(
                    bounds, name + ".sum", path + ".sum", BOUNDS, "is", ValueKind.NUMBER, tokens);
            less(tokens, place, "sum", "condition.edit.less.sum");
        }
        if (events.last() instanceof Typed(var age, var span, var _)) {
            say(tokens, "condition.edit.last");
            tokens.add(
                    new Token.Choice(
                            name + ".last.age",
                            words.say("condition.edit.label.age"),
                            age,
                            List.of(
                                    new Option("olderThan", words.say("condition.edit.olderThan")),
                                    new Option("newerThan", words.say("condition.edit.newerThan"))),
                            false,
                            null));
            span(span, name + ".last", path + ".last." + age, false, tokens);
            less(tokens, place, "last", "condition.edit.less.last");
        }
        addMore(more, place, "where", events.where().size() < 20);
        addMore(more, place, "count", events.count() == null || events.count().size() < 3);
        addMore(more, place, "sum", events.sum() == null || events.sum().comparisons().size() < 3);
        addMore(more, place, "last", events.last() == null);
    }

    private void messages(
            OfMessages messages,
            String name,
            String place,
            String path,
            List<Token> tokens,
            List<Addition> more) {
        count(messages.count(), name, path, tokens);
        say(tokens, "condition.edit.message");
        var pattern = messages.pattern();
        var status = pattern.getOrDefault("status", "");
        choice(
                tokens,
                name + ".status",
                "status",
                status,
                statuses(status),
                path + ".message.status");
        for (var what : FormFields.PATTERN) {
            if (what.equals("status")) {
                continue;
            }
            if (pattern.get(what) instanceof String value) {
                say(tokens, "condition.edit.message." + what);
                of(what, value, name, path, tokens);
                less(tokens, place, what, "condition.edit.less.filter");
            } else {
                addMore(more, place, what, true);
            }
        }
        within(messages.within(), name, path, tokens);
        addMore(more, place, "count", messages.count() == null || messages.count().size() < 3);
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

    private void of(String what, String value, String name, String path, List<Token> tokens) {
        var field = name + "." + what;
        var at = path + ".message." + what;
        if (what.equals("tag")) {
            entry(tokens, field, what, value, "text", null, at);
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
        choice(tokens, field, what, value, options, at);
    }

    private void consent(OfConsent consent, String name, String path, List<Token> tokens) {
        var below = path + ".consent.";
        say(tokens, "condition.edit.consent");
        choice(
                tokens,
                name + ".channel",
                "channel",
                consent.channel(),
                choices.constants(Channel.values(), "channel."),
                below + "channel");
        say(tokens, "condition.edit.consent.purpose");
        choice(
                tokens,
                name + ".purpose",
                "purpose",
                consent.purpose(),
                choices.purposes(consent.purpose()),
                below + "purpose");
        choice(
                tokens,
                name + ".status",
                "consent",
                consent.status(),
                choices.constants(ConsentStatus.values(), "condition.consent."),
                below + "status");
    }

    private void count(@Nullable List<Typed> count, String name, String path, List<Token> tokens) {
        if (count == null) {
            return;
        }
        comparisons(
                count, name + ".count", path + ".count", BOUNDS, "count", ValueKind.NUMBER, tokens);
    }

    private void within(@Nullable String within, String name, String path, List<Token> tokens) {
        say(tokens, "condition.edit.within");
        span(within, name + ".within", path + ".within", true, tokens);
    }

    private void span(
            @Nullable String span,
            String name,
            String path,
            boolean mayBeEver,
            List<Token> tokens) {
        var typed = span == null ? new SpanField("", "EVER") : SpanField.of(span);
        var units = new ArrayList<Option>();
        UNITS.forEach(
                unit -> units.add(new Option(unit, words.say("condition.edit.unit." + unit))));
        if (mayBeEver) {
            units.add(new Option("EVER", words.say("condition.edit.unit.EVER")));
        }
        if (typed.unit().equals("ISO")) {
            units.add(new Option("ISO", words.say("condition.edit.unit.ISO")));
        }
        if (span != null) {
            entry(
                    tokens,
                    name + ".n",
                    "span",
                    typed.number(),
                    typed.unit().equals("ISO") ? "text" : "number",
                    null,
                    path);
        }
        tokens.add(
                new Token.Choice(
                        name + ".unit",
                        words.say("condition.edit.label.unit"),
                        typed.unit(),
                        units,
                        mayBeEver,
                        null));
    }

    private void comparisons(
            List<Typed> comparisons,
            String name,
            String path,
            List<String> operators,
            String wording,
            @Nullable ValueKind kind,
            List<Token> tokens) {
        for (var i = 0; i < comparisons.size(); i++) {
            if (i > 0) {
                say(tokens, "condition.edit.and");
            }
            comparison(
                    comparisons.get(i),
                    comparisons,
                    name + ".is[" + i + "]",
                    path,
                    operators,
                    wording,
                    kind,
                    tokens);
        }
    }

    private void comparison(
            Typed typed,
            List<Typed> all,
            String name,
            String path,
            List<String> operators,
            String wording,
            @Nullable ValueKind kind,
            List<Token> tokens) {
        var free =
                operators.stream()
                        .filter(
                                operator ->
                                        operator.equals(typed.operator())
                                                || all.stream()
                                                        .noneMatch(
                                                                other ->
                                                                        other.operator()
                                                                                .equals(operator)))
                        .map(
                                operator ->
                                        new Option(
                                                operator,
                                                words.say(
                                                        "condition.edit."
                                                                + wording
                                                                + "."
                                                                + operator)))
                        .toList();
        tokens.add(
                new Token.Choice(
                        name + ".op",
                        words.say("condition.edit.label.op"),
                        typed.operator(),
                        free,
                        operators.contains("present"),
                        null));
        if (typed.operator().equals("present") || typed.operator().equals("missing")) {
            return;
        }
        value(typed, name, path, kind, tokens);
        if (typed.kind() != null && kind == null) {
            tokens.add(new Token.Hidden(name + ".as", typed.kind()));
        }
    }

    private void value(
            Typed typed, String name, String path, @Nullable ValueKind kind, List<Token> tokens) {
        var at = path + "." + typed.operator();
        var mistake = mistakes.containsKey(at) ? at : path;
        if (kind == ValueKind.TRUTH) {
            choice(
                    tokens,
                    name + ".value",
                    "value",
                    typed.value(),
                    List.of(
                            new Option("true", words.say("condition.true")),
                            new Option("false", words.say("condition.false"))),
                    mistake);
            return;
        }
        var many = typed.operator().equals("in") || typed.operator().equals("notIn");
        var type =
                kind == ValueKind.DATE && !many
                        ? "date"
                        : kind == ValueKind.NUMBER && !many ? "number" : "text";
        entry(
                tokens,
                name + ".value",
                many ? "values" : "value",
                typed.value(),
                type,
                null,
                mistake);
    }

    private static List<String> operators(@Nullable ValueKind kind) {
        return switch (kind) {
            case NUMBER, DATE -> OF_NUMBER;
            case TRUTH -> OF_TRUTH;
            case TEXT -> OF_TEXT;
            case null -> OF_TEXT;
        };
    }

    private void say(List<Token> tokens, String key) {
        tokens.add(new Token.Words(words.say(key)));
    }

    private void less(List<Token> tokens, String place, String what, String key) {
        tokens.add(new Token.Press("less:" + place + ":" + what, words.say(key)));
    }

    private void choice(
            List<Token> tokens,
            String name,
            String label,
            String value,
            List<Option> options,
            String path) {
        tokens.add(
                new Token.Choice(
                        name,
                        words.say("condition.edit.label." + label),
                        value,
                        options,
                        false,
                        at(path)));
    }

    private void entry(
            List<Token> tokens,
            String name,
            String label,
            String value,
            String type,
            @Nullable String list,
            String path) {
        tokens.add(
                new Token.Entry(
                        name,
                        words.say("condition.edit.label." + label),
                        value,
                        type,
                        list,
                        at(path)));
    }

    /** Keeps a list of what is offered; null where there is nothing. */
    private @Nullable String list(String name, List<Option> options) {
        if (options.isEmpty()) {
            return null;
        }
        var id = Token.id(prefix + "-" + name);
        lists.putIfAbsent(id, options);
        return id;
    }

    private @Nullable String at(String path) {
        var mistake = mistakes.get(path);
        if (mistake != null) {
            told.add(path);
        }
        return mistake;
    }

    private @Nullable String firstOf(String... paths) {
        for (var path : paths) {
            if (at(path) instanceof String mistake) {
                return mistake;
            }
        }
        return null;
    }

    /** What is wrong below a path and was not told beside a control. */
    private @Nullable String restOf(String path) {
        var rest =
                mistakes.keySet().stream()
                        .filter(
                                at ->
                                        at.equals(path)
                                                || at.startsWith(path + ".")
                                                || at.startsWith(path + "["))
                        .filter(at -> !told.contains(at))
                        .map(this::at)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        return rest.isEmpty() ? null : rest;
    }
}
