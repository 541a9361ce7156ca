package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.time.Span;

/** What a scenario does: its trigger and its steps. */
final class Steps {

    private static final int MOST_STEPS = 200;
    private static final Span THREE_DAYS = Span.days(3);
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    static final Shape<Step> STEP = new UnionShape<>("step", Phrase.A_STEP, Steps::steps);
    static final Shape<List<Step>> STEPS = ListShape.of(STEP, 0, MOST_STEPS);
    static final Shape<Trigger> TRIGGER =
            new UnionShape<>("trigger", Phrase.A_TRIGGER, Steps::triggers);
    static final Shape<Reentry> REENTRY =
            new Scalar<>(
                    Phrase.A_REENTRY.with(),
                    raw ->
                            switch (Scalars.string(raw)) {
                                case "once" -> new Reentry.Once();
                                case "always" -> new Reentry.Always();
                                case String text -> {
                                    var span = Span.parse(text);
                                    if (span.isNegative() || span.isZero()) {
                                        throw new IllegalArgumentException();
                                    }
                                    yield new Reentry.After(span);
                                }
                            },
                    reentry ->
                            switch (reentry) {
                                case Reentry.Once _ -> "once";
                                case Reentry.Always _ -> "always";
                                case Reentry.After after -> after.span().toString();
                            },
                    Map.of("type", "string"));

    private Steps() {}

    private static List<UnionShape.Variant<Step, ? extends Step>> steps() {
        var send = Field.required("send", send(), (Step.Send it) -> it);
        var waitFor = Field.required("wait", Scalars.POSITIVE_SPAN, Step.WaitFor::span);
        var waitUntil = Field.required("wait", until(), (Step.WaitUntil it) -> it);
        var branch = Field.required("branch", branch(), (Step.Branch it) -> it);
        var split = Field.required("split", ListShape.of(way(), 1, 20), Step.Split::ways);
        var end = Field.required("end", Scalars.YES, (Step.End _) -> true);
        return List.of(
                UnionShape.Variant.of(
                        Step.Send.class,
                        ObjectShape.of("sendStep", in -> in.get(send), send),
                        "send"),
                UnionShape.Variant.of(
                        Step.WaitFor.class,
                        new WaitShape<>(
                                ObjectShape.of(
                                        "waitFor",
                                        in -> new Step.WaitFor(in.get(waitFor)),
                                        waitFor),
                                false),
                        "wait"),
                UnionShape.Variant.of(
                        Step.WaitUntil.class,
                        new WaitShape<>(
                                ObjectShape.of("waitUntil", in -> in.get(waitUntil), waitUntil),
                                true),
                        "wait"),
                UnionShape.Variant.of(
                        Step.Branch.class,
                        ObjectShape.of("branchStep", in -> in.get(branch), branch),
                        "branch"),
                UnionShape.Variant.of(
                        Step.Split.class,
                        ObjectShape.of("splitStep", in -> new Step.Split(in.get(split)), split)
                                .checked((in, _) -> someWeighs(in, split)),
                        "split"),
                UnionShape.Variant.of(
                        Step.End.class,
                        ObjectShape.of("endStep", _ -> new Step.End(), end),
                        "end"));
    }

    /** Two steps share the word wait: one holds a duration, the other an object. */
    private record WaitShape<S extends Step>(ObjectShape<S> shape, boolean object)
            implements Shape<S>, UnionShape.Choosy {
        @Override
        public boolean means(Map<?, ?> raw) {
            return raw.get("wait") instanceof Map<?, ?> == object;
        }

        @Override
        public @Nullable S read(Cursor cursor) {
            return shape.read(cursor);
        }

        @Override
        public Object write(S value) {
            return shape.write(value);
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return shape.schema(definitions);
        }
    }

    private static Shape<Step.Send> send() {
        var template =
                Field.required("template", Scalars.reference(Kind.TEMPLATE), Step.Send::template);
        var channels =
                Field.required(
                        "channels",
                        ListShape.distinct(Scalars.CHANNEL, 1, 10),
                        Step.Send::channels);
        var expiry = Field.optional("expiry", Scalars.POSITIVE_SPAN, Step.Send::expiry, THREE_DAYS);
        var whenCapped =
                Field.optional(
                        "whenCapped", Scalars.WHEN_CAPPED, Step.Send::whenCapped, WhenCapped.DEFER);
        var value = Field.optional("value", Scalars.NO_NEGATIVE, Step.Send::value, BigDecimal.ZERO);
        var offer = Field.optional("offer", Scalars.WORD, Step.Send::offer);
        var tags =
                Field.optional(
                        "tags",
                        ListShape.distinct(Scalars.WORD, 0, 50),
                        Step.Send::tags,
                        List.of());
        return ObjectShape.of(
                        "send",
                        in ->
                                new Step.Send(
                                        in.get(template),
                                        in.get(channels),
                                        in.get(expiry),
                                        in.get(whenCapped),
                                        in.get(value),
                                        in.find(offer),
                                        in.get(tags)),
                        template,
                        channels,
                        expiry,
                        whenCapped,
                        value,
                        offer,
                        tags)
                .checked(
                        (in, at) -> {
                            if (in.find(template) instanceof String sent) {
                                at.journal()
                                        .send(
                                                new Journal.Use(
                                                        in.at(template),
                                                        sent,
                                                        in.find(channels),
                                                        null));
                            }
                        });
    }

    private static Shape<Step.WaitUntil> until() {
        var at = Field.required("until", Scalars.TIME, Step.WaitUntil::at);
        var day = Field.optional("day", Scalars.DAY, Step.WaitUntil::day);
        return ObjectShape.of("until", in -> new Step.WaitUntil(in.find(day), in.get(at)), at, day);
    }

    private static Shape<Step.Branch> branch() {
        var condition = Field.required("if", Conditions.CONDITION, Step.Branch::condition);
        var then = Field.optional("then", STEPS, Step.Branch::then, List.of());
        var otherwise = Field.optional("else", STEPS, Step.Branch::otherwise, List.of());
        return ObjectShape.of(
                "branch",
                in -> new Step.Branch(in.get(condition), in.get(then), in.get(otherwise)),
                condition,
                then,
                otherwise);
    }

    private static void someWeighs(Values in, Field<?, List<Step.Split.Way>> split) {
        if (in.find(split) instanceof List<Step.Split.Way> ways
                && ways.stream().allMatch(way -> way.weight().signum() == 0)) {
            in.at(split).mistake(Phrase.WEIGHTS_MISSING.with());
        }
    }

    private static Shape<Step.Split.Way> way() {
        var weight = Field.required("weight", Scalars.NO_NEGATIVE, Step.Split.Way::weight);
        var steps = Field.optional("steps", STEPS, Step.Split.Way::steps, List.of());
        return ObjectShape.of(
                "way", in -> new Step.Split.Way(in.get(weight), in.get(steps)), weight, steps);
    }

    private static List<UnionShape.Variant<Trigger, ? extends Trigger>> triggers() {
        var abandonment =
                Field.required("abandonment", abandonment(), (Trigger.Abandonment it) -> it);
        var date = Field.required("date", date(), (Trigger.OnDate it) -> it);
        var inactivity = Field.required("inactivity", inactivity(), (Trigger.Inactivity it) -> it);
        var replenishment =
                Field.required("replenishment", replenishment(), (Trigger.Replenishment it) -> it);
        var weather = Field.required("weather", weather(), (Trigger.Weather it) -> it);
        var nothing =
                ObjectShape.<Trigger.OnCall>of("nothing", _ -> new Trigger.OnCall(), List.of());
        var call = Field.required("call", nothing, (Trigger.OnCall it) -> it);
        var segment =
                Field.required(
                        "segment", Scalars.reference(Kind.SEGMENT), Trigger.EntersSegment::segment);
        var stage =
                Field.required("stage", Scalars.reference(Kind.STAGE), Trigger.EntersStage::stage);
        var entersSegment =
                Field.required(
                        "entry",
                        ObjectShape.of(
                                "entersSegment",
                                in -> new Trigger.EntersSegment(in.get(segment)),
                                segment),
                        (Trigger.EntersSegment it) -> it);
        var entersStage =
                Field.required(
                        "entry",
                        ObjectShape.of(
                                "entersStage", in -> new Trigger.EntersStage(in.get(stage)), stage),
                        (Trigger.EntersStage it) -> it);
        return List.of(
                UnionShape.Variant.of(Trigger.OnEvent.class, event(), "event"),
                UnionShape.Variant.of(
                        Trigger.Abandonment.class,
                        ObjectShape.of(
                                "abandonmentTrigger", in -> in.get(abandonment), abandonment),
                        "abandonment"),
                UnionShape.Variant.of(
                        Trigger.OnDate.class,
                        ObjectShape.of("dateTrigger", in -> in.get(date), date),
                        "date"),
                UnionShape.Variant.of(
                        Trigger.Inactivity.class,
                        ObjectShape.of("inactivityTrigger", in -> in.get(inactivity), inactivity),
                        "inactivity"),
                UnionShape.Variant.of(
                        Trigger.Replenishment.class,
                        ObjectShape.of(
                                "replenishmentTrigger", in -> in.get(replenishment), replenishment),
                        "replenishment"),
                UnionShape.Variant.of(
                        Trigger.EntersStage.class,
                        new EntryShape<>(
                                ObjectShape.of(
                                        "stageTrigger", in -> in.get(entersStage), entersStage),
                                true),
                        "entry"),
                UnionShape.Variant.of(
                        Trigger.EntersSegment.class,
                        new EntryShape<>(
                                ObjectShape.of(
                                        "segmentTrigger",
                                        in -> in.get(entersSegment),
                                        entersSegment),
                                false),
                        "entry"),
                UnionShape.Variant.of(
                        Trigger.Weather.class,
                        ObjectShape.of("weatherTrigger", in -> in.get(weather), weather),
                        "weather"),
                UnionShape.Variant.of(
                        Trigger.OnCall.class,
                        ObjectShape.of("callTrigger", in -> in.get(call), call),
                        "call"));
    }

    /** Two triggers share the word entry: one names a stage, the other a segment. */
    private record EntryShape<S extends Trigger>(ObjectShape<S> shape, boolean stage)
            implements Shape<S>, UnionShape.Choosy {
        @Override
        public boolean means(Map<?, ?> raw) {
            var named = raw.get("entry") instanceof Map<?, ?> entry && entry.containsKey("stage");
            return named == stage;
        }

        @Override
        public @Nullable S read(Cursor cursor) {
            return shape.read(cursor);
        }

        @Override
        public Object write(S value) {
            return shape.write(value);
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return shape.schema(definitions);
        }
    }

    private static Shape<Trigger.OnEvent> event() {
        var event = Field.required("event", Scalars.WORD, Trigger.OnEvent::event);
        var where = Field.optional("where", Comparisons.WHERE, Trigger.OnEvent::where, List.of());
        var delay =
                Field.optional(
                        "delay", Scalars.NO_NEGATIVE_SPAN, Trigger.OnEvent::delay, Span.ZERO);
        return ObjectShape.of(
                "eventTrigger",
                in -> new Trigger.OnEvent(in.get(event), in.get(where), in.get(delay)),
                event,
                where,
                delay);
    }

    private static Shape<Trigger.Abandonment> abandonment() {
        var started = Field.required("started", Scalars.WORD, Trigger.Abandonment::started);
        var completed = Field.required("completed", Scalars.WORD, Trigger.Abandonment::completed);
        var after = Field.required("after", Scalars.POSITIVE_SPAN, Trigger.Abandonment::after);
        var correlate = Field.optional("correlate", Scalars.WORD, Trigger.Abandonment::correlate);
        return ObjectShape.of(
                "abandonment",
                in ->
                        new Trigger.Abandonment(
                                in.get(started),
                                in.get(completed),
                                in.get(after),
                                in.find(correlate)),
                started,
                completed,
                after,
                correlate);
    }

    private static Shape<Trigger.OnDate> date() {
        var field = Field.required("field", Scalars.WORD, Trigger.OnDate::field);
        var offset = Field.optional("offset", Scalars.DAYS, Trigger.OnDate::offset, Span.ZERO);
        var at = Field.optional("at", Scalars.TIME, Trigger.OnDate::at, MORNING);
        var once = Field.optional("once", Scalars.TRUTH, Trigger.OnDate::once, false);
        return ObjectShape.of(
                "date",
                in -> new Trigger.OnDate(in.get(field), in.get(offset), in.get(at), in.get(once)),
                field,
                offset,
                at,
                once);
    }

    private static Shape<Trigger.Inactivity> inactivity() {
        var events =
                Field.required(
                        "events",
                        ListShape.distinct(Scalars.WORD, 1, 50),
                        Trigger.Inactivity::events);
        var after = Field.required("after", Scalars.POSITIVE_SPAN, Trigger.Inactivity::after);
        return ObjectShape.of(
                "inactivity",
                in -> new Trigger.Inactivity(in.get(events), in.get(after)),
                events,
                after);
    }

    private static Shape<Trigger.Replenishment> replenishment() {
        var event = Field.required("event", Scalars.WORD, Trigger.Replenishment::event);
        var product = Field.required("product", Scalars.WORD, Trigger.Replenishment::product);
        var factor =
                Field.optional(
                        "factor", Scalars.POSITIVE, Trigger.Replenishment::factor, BigDecimal.ONE);
        var defaults =
                Field.optional(
                        "defaults",
                        new MapShape<>(Scalars.WORD, Scalars.POSITIVE_SPAN, 10_000),
                        Trigger.Replenishment::defaults,
                        Map.of());
        var otherwise =
                Field.optional("default", Scalars.POSITIVE_SPAN, Trigger.Replenishment::otherwise);
        return ObjectShape.of(
                "replenishment",
                in ->
                        new Trigger.Replenishment(
                                in.get(event),
                                in.get(product),
                                in.get(factor),
                                in.get(defaults),
                                in.find(otherwise)),
                event,
                product,
                factor,
                defaults,
                otherwise);
    }

    private static Shape<Trigger.Weather> weather() {
        var forecasts =
                new Mapped<>(
                        new MapShape<>(Scalars.WORD, Comparisons.NUMBER_BOUNDS, 20),
                        map ->
                                map.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(
                                                entry ->
                                                        new Trigger.Weather.Forecast(
                                                                entry.getKey(), entry.getValue()))
                                        .toList(),
                        list -> {
                            var map =
                                    new java.util.LinkedHashMap<
                                            String,
                                            List<org.marronnier.domain.condition.Comparison>>();
                            list.forEach(
                                    forecast ->
                                            map.put(forecast.measure(), forecast.comparisons()));
                            return map;
                        });
        var when = Field.required("when", forecasts, Trigger.Weather::when);
        var cooldown = Field.required("cooldown", Scalars.POSITIVE_SPAN, Trigger.Weather::cooldown);
        return ObjectShape.of(
                        "weather",
                        in -> new Trigger.Weather(in.get(when), in.get(cooldown)),
                        when,
                        cooldown)
                .checked(
                        (in, _) -> {
                            if (in.find(when) instanceof List<Trigger.Weather.Forecast> forecast
                                    && forecast.isEmpty()) {
                                in.at(when).mistake(Phrase.FORECAST_MISSING.with());
                            }
                        });
    }
}
