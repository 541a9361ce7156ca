package org.marronnier.domain.document;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.time.Span;

/** Pressure rules, quiet periods and capacities. */
final class Rules {

    private static final int MOST = 1_000_000;
    private static final Set<DayOfWeek> EVERY_DAY = Set.copyOf(EnumSet.allOf(DayOfWeek.class));
    private static final String MIDNIGHT = "24:00";

    static final Shape<Set<Channel>> CHANNELS = Scalars.enumSet(Scalars.CHANNEL);
    static final Shape<Set<MessageType>> TYPES = Scalars.enumSet(Scalars.TYPE);

    static final Shape<Scope> SCOPE = scope();
    static final Shape<Window> WINDOW = window();
    static final Shape<PressureRule> PRESSURE = pressure();
    static final Shape<QuietPeriod> QUIET = quiet();
    static final Shape<Capacity> CAPACITY = capacity();

    private Rules() {}

    private static Shape<Scope> scope() {
        var channels = Field.optional("channels", CHANNELS, Scope::channels, Set.of());
        var types = Field.optional("types", TYPES, Scope::types, Set.of());
        var programmes =
                Field.optional(
                        "programmes",
                        Scalars.textSet(Scalars.reference(Kind.PROGRAMME)),
                        Scope::programmes,
                        Set.of());
        var tags = Field.optional("tags", Scalars.textSet(Scalars.WORD), Scope::tags, Set.of());
        var purposes =
                Field.optional(
                        "purposes",
                        Scalars.textSet(Scalars.reference(Kind.PURPOSE)),
                        Scope::purposes,
                        Set.of());
        return ObjectShape.of(
                "scope",
                in ->
                        new Scope(
                                in.get(channels),
                                in.get(types),
                                in.get(programmes),
                                in.get(tags),
                                in.get(purposes)),
                channels,
                types,
                programmes,
                tags,
                purposes);
    }

    private static Shape<Window> window() {
        var rolling = Field.required("rolling", Scalars.POSITIVE_SPAN, Window.Rolling::span);
        var calendar =
                Field.required(
                        "calendar",
                        Scalars.oneOf(
                                Phrase.A_CALENDAR_UNIT, Window.Unit.class, DocumentWord::dashed),
                        Window.Calendar::unit);
        return new UnionShape<>(
                "window",
                Phrase.A_WINDOW,
                () ->
                        List.of(
                                UnionShape.Variant.of(
                                        Window.Rolling.class,
                                        ObjectShape.of(
                                                        "rolling",
                                                        in -> new Window.Rolling(in.get(rolling)),
                                                        rolling)
                                                .checked((in, _) -> isOfOneKind(in, rolling)),
                                        "rolling"),
                                UnionShape.Variant.of(
                                        Window.Calendar.class,
                                        ObjectShape.of(
                                                "calendar",
                                                in -> new Window.Calendar(in.get(calendar)),
                                                calendar),
                                        "calendar")));
    }

    private static void isOfOneKind(Values in, Field<?, Span> rolling) {
        if (in.find(rolling) instanceof Span span
                && !span.period().isZero()
                && !span.time().isZero()) {
            in.at(rolling).mistake(Phrase.WINDOW_OF_BOTH.with(span));
        }
    }

    private static Shape<PressureRule> pressure() {
        var key = Field.required("key", Scalars.KEY, PressureRule::key);
        var name = Field.required("name", Scalars.NAME, PressureRule::name);
        var restricts = Field.required("restricts", SCOPE, PressureRule::restricts);
        var counts =
                Field.optional(
                        "counts",
                        SCOPE,
                        (PressureRule rule) ->
                                cap(rule) instanceof PressureRule.Cap cap ? cap.counts() : null);
        var sameOffer =
                Field.optional(
                        "sameOffer",
                        Scalars.TRUTH,
                        (PressureRule rule) ->
                                cap(rule) instanceof PressureRule.Cap cap ? cap.sameOffer() : null,
                        false);
        var max =
                Field.optional(
                        "max",
                        Scalars.integer(1, MOST),
                        (PressureRule rule) ->
                                cap(rule) instanceof PressureRule.Cap cap ? cap.max() : null);
        var after =
                Field.optional(
                        "after",
                        block(),
                        (PressureRule rule) ->
                                rule.limit() instanceof PressureRule.Block block ? block : null);
        var window = Field.required("window", WINDOW, PressureRule::window);
        var unit =
                Field.optional(
                        "unit",
                        Scalars.oneOf(Phrase.A_UNIT, PressureRule.Unit.class, DocumentWord::dashed),
                        PressureRule::unit,
                        PressureRule.Unit.PERSON);
        var overrides =
                Field.optional(
                        "overrides",
                        ListShape.of(new OverrideShape(), 0, 100),
                        (PressureRule rule) ->
                                cap(rule) instanceof PressureRule.Cap cap ? cap.overrides() : null,
                        List.of());
        var legal = Field.optional("legal", LegalShapes.LEGAL, PressureRule::legal);
        var paused = Field.optional("paused", Scalars.TRUTH, PressureRule::paused, false);
        return ObjectShape.of(
                        "pressureRule",
                        in ->
                                new PressureRule(
                                        in.get(key),
                                        in.get(name),
                                        in.get(restricts),
                                        in.get(window),
                                        in.get(unit),
                                        in.find(after) instanceof PressureRule.Block block
                                                ? block
                                                : new PressureRule.Cap(
                                                        in.get(max),
                                                        in.find(counts),
                                                        in.get(sameOffer),
                                                        in.get(overrides)),
                                        in.find(legal),
                                        in.get(paused)),
                        key,
                        name,
                        restricts,
                        counts,
                        sameOffer,
                        max,
                        after,
                        window,
                        unit,
                        overrides,
                        legal,
                        paused)
                .checked(
                        (in, at) -> {
                            standsWhereLegal(in, legal, paused);
                            if (in.lacks(after)) {
                                if (in.lacks(max)) {
                                    in.at(max).mistake(Phrase.LIMIT_MISSING.with());
                                }
                                return;
                            }
                            for (var field : List.of(counts, sameOffer, max, overrides)) {
                                if (in.at(field).value() != null) {
                                    in.at(field)
                                            .mistake(Phrase.LIMIT_BESIDE_EVENT.with(field.name()));
                                }
                            }
                        });
    }

    private static void standsWhereLegal(
            Values in, Field<?, Legal> legal, Field<?, Boolean> paused) {
        if (in.find(legal) instanceof Legal law && Boolean.TRUE.equals(in.find(paused))) {
            in.at(paused).mistake(Phrase.LEGAL_PAUSED.with(law.source()));
        }
    }

    private static PressureRule.@Nullable Cap cap(PressureRule rule) {
        return rule.limit() instanceof PressureRule.Cap cap ? cap : null;
    }

    private static Shape<PressureRule.Block> block() {
        var event = Field.required("event", Scalars.WORD, PressureRule.Block::event);
        var where =
                Field.optional("where", Comparisons.WHERE, PressureRule.Block::where, List.of());
        return ObjectShape.of(
                "after", in -> new PressureRule.Block(in.get(event), in.get(where)), event, where);
    }

    /** A condition with a limit of its own beside it: {@code {segment: vip, max: 3}}. */
    private static final class OverrideShape implements Shape<PressureRule.Special> {
        private final Shape<Integer> max = Scalars.integer(1, MOST);

        @Override
        public PressureRule.@Nullable Special read(Cursor cursor) {
            if (!(cursor.value() instanceof Map<?, ?> map)) {
                cursor.expected(Phrase.A_LIMITED_CONDITION.with());
                return null;
            }
            var rest = new LinkedHashMap<Object, @Nullable Object>(map);
            var at = cursor.field("max", rest.remove("max"));
            var limit = max.read(at);
            var target = Conditions.CONDITION.read(cursor.with(rest));
            return limit == null || target == null ? null : new PressureRule.Special(target, limit);
        }

        @Override
        public Object write(PressureRule.Special value) {
            var tree =
                    new LinkedHashMap<Object, Object>(
                            (Map<?, ?>) Conditions.CONDITION.write(value.target()));
            tree.put("max", value.max());
            return tree;
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return Map.of(
                    "type", "object",
                    "properties", Map.of("max", max.schema(definitions)),
                    "required", List.of("max"));
        }
    }

    private static Shape<QuietPeriod> quiet() {
        var key = Field.required("key", Scalars.KEY, QuietPeriod::key);
        var channels = Field.optional("channels", CHANNELS, QuietPeriod::channels, Set.of());
        var types = Field.optional("types", TYPES, QuietPeriod::types, Set.of());
        var days =
                Field.optional(
                        "days",
                        Scalars.enumSet(Scalars.DAY),
                        (QuietPeriod period) ->
                                period.pattern() instanceof QuietPeriod.Weekly weekly
                                                && !weekly.days().equals(EVERY_DAY)
                                        ? weekly.days()
                                        : null);
        var from =
                Field.optional(
                        "from",
                        Scalars.TIME,
                        (QuietPeriod period) ->
                                period.pattern() instanceof QuietPeriod.Weekly weekly
                                        ? weekly.from()
                                        : null);
        var to =
                Field.optional(
                        "to",
                        closing(),
                        (QuietPeriod period) ->
                                period.pattern() instanceof QuietPeriod.Weekly weekly
                                        ? new Closing(weekly.to(), weekly.toMidnight())
                                        : null);
        var dates =
                Field.optional(
                        "dates",
                        dates(),
                        (QuietPeriod period) ->
                                period.pattern() instanceof QuietPeriod.Dates held ? held : null);
        var holidays =
                Field.optional(
                        "publicHolidays",
                        Scalars.HOLIDAYS,
                        (QuietPeriod period) ->
                                period.pattern() instanceof QuietPeriod.PublicHolidays held
                                        ? held.country()
                                        : null);
        var legal = Field.optional("legal", LegalShapes.LEGAL, QuietPeriod::legal);
        var paused = Field.optional("paused", Scalars.TRUTH, QuietPeriod::paused, false);
        return ObjectShape.of(
                        "quietPeriod",
                        in -> {
                            QuietPeriod.Pattern pattern;
                            if (in.find(dates) instanceof QuietPeriod.Dates held) {
                                pattern = held;
                            } else if (in.find(holidays) instanceof String country) {
                                pattern = new QuietPeriod.PublicHolidays(country);
                            } else {
                                var end = in.get(to);
                                pattern =
                                        new QuietPeriod.Weekly(
                                                in.find(days) instanceof Set<DayOfWeek> named
                                                        ? named
                                                        : EVERY_DAY,
                                                in.get(from),
                                                end.at(),
                                                end.midnight());
                            }
                            return new QuietPeriod(
                                    in.get(key),
                                    in.get(channels),
                                    in.get(types),
                                    pattern,
                                    in.find(legal),
                                    in.get(paused));
                        },
                        key,
                        channels,
                        types,
                        days,
                        from,
                        to,
                        dates,
                        holidays,
                        legal,
                        paused)
                .checked(
                        (in, at) -> {
                            standsWhereLegal(in, legal, paused);
                            var weekly = !in.lacks(days) || !in.lacks(from) || !in.lacks(to);
                            var said =
                                    (weekly ? 1 : 0)
                                            + (in.lacks(dates) ? 0 : 1)
                                            + (in.lacks(holidays) ? 0 : 1);
                            if (said != 1) {
                                at.mistake(
                                        (said == 0
                                                        ? Phrase.QUIET_WITHOUT_PATTERN
                                                        : Phrase.QUIET_WITH_PATTERNS)
                                                .with());
                            } else if (weekly) {
                                if (in.lacks(from)) {
                                    in.at(from).mistake(Phrase.QUIET_FROM_MISSING.with());
                                }
                                if (in.lacks(to)) {
                                    in.at(to).mistake(Phrase.QUIET_TO_MISSING.with());
                                }
                                if (in.find(days) instanceof Set<DayOfWeek> named
                                        && named.isEmpty()) {
                                    in.at(days).mistake(Phrase.QUIET_DAYS_MISSING.with());
                                }
                            }
                        });
    }

    /** Where a quiet period ends; 24:00 is the end of the day. */
    private record Closing(LocalTime at, boolean midnight) {}

    private static Shape<Closing> closing() {
        return new Scalar<>(
                Phrase.A_CLOSING_TIME.with(),
                raw -> {
                    var text = Scalars.string(raw);
                    if (text.equals(MIDNIGHT)) {
                        return new Closing(LocalTime.MIDNIGHT, true);
                    }
                    var time = LocalTime.parse(text);
                    if (time.getNano() != 0) {
                        throw new IllegalArgumentException();
                    }
                    return new Closing(time, false);
                },
                value -> value.midnight() ? MIDNIGHT : value.at().toString(),
                Map.of("type", "string", "pattern", "^\\d\\d:\\d\\d(:\\d\\d(\\.0+)?)?$"));
    }

    private static Shape<QuietPeriod.Dates> dates() {
        Field<QuietPeriod.Dates, LocalDate> from =
                Field.required("from", Scalars.DATE, QuietPeriod.Dates::from);
        Field<QuietPeriod.Dates, LocalDate> to =
                Field.required("to", Scalars.DATE, QuietPeriod.Dates::to);
        return ObjectShape.of(
                        "dates", in -> new QuietPeriod.Dates(in.get(from), in.get(to)), from, to)
                .checked((in, _) -> Frames.endsAfter(in, from, to));
    }

    private static Shape<Capacity> capacity() {
        var channel = Field.required("channel", Scalars.CHANNEL, Capacity::channel);
        var perDay =
                Field.required("perDay", Scalars.integer(0, Integer.MAX_VALUE), Capacity::perDay);
        return ObjectShape.of(
                "capacity", in -> new Capacity(in.get(channel), in.get(perDay)), channel, perDay);
    }
}
