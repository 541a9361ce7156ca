package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.time.Span;

/** What starts a scenario. */
final class Triggers {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    static final Shape<Trigger> TRIGGER =
            new UnionShape<>("trigger", Phrase.A_TRIGGER, Triggers::triggers);

    private Triggers() {}

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
                        ObjectShape.of("stageTrigger", in -> in.get(entersStage), entersStage),
                        Triggers::namesStage,
                        "entry"),
                UnionShape.Variant.of(
                        Trigger.EntersSegment.class,
                        ObjectShape.of(
                                "segmentTrigger", in -> in.get(entersSegment), entersSegment),
                        raw -> !namesStage(raw),
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
    private static boolean namesStage(Map<?, ?> raw) {
        return raw.get("entry") instanceof Map<?, ?> entry && entry.containsKey("stage");
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
                            var map = new LinkedHashMap<String, List<Comparison>>();
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
