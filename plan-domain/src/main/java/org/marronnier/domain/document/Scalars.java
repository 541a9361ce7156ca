package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;
import org.marronnier.domain.time.Span;

/** The single values of the document. */
final class Scalars {

    static final int LONGEST_KEY = 80;
    private static final String KEY_PATTERN = "^[a-z0-9][a-z0-9-]{0,79}$";
    private static final Pattern KEY_SYNTAX = Pattern.compile(KEY_PATTERN);
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]|\\p{Cs}");
    private static final int EARLIEST = 1800;
    private static final int LATEST = 2999;
    private static final Span LONGEST = Span.parse("P100Y");

    static final Shape<String> NAME = text(Phrase.A_NAME, 200);
    static final Shape<String> WORD = text(Phrase.A_WORD, 200);
    static final Shape<String> NOTE = text(Phrase.A_TEXT, 4_000);
    static final Shape<String> CONTENT = text(Phrase.A_TEXT, 1_000_000);

    static final Shape<Boolean> TRUTH =
            new Scalar<>(
                    Phrase.A_TRUTH.with(),
                    raw -> cast(Boolean.class, raw),
                    value -> value,
                    Map.of("type", "boolean"));

    /** Only true can be said; left out means no. */
    static final Shape<Boolean> YES =
            new Scalar<>(
                    Phrase.A_YES.with(),
                    raw -> {
                        require(cast(Boolean.class, raw));
                        return true;
                    },
                    value -> value,
                    Map.of("const", true));

    static final Shape<LocalDate> DATE =
            new Scalar<>(
                    Phrase.A_DATE.with(),
                    raw -> sensible(LocalDate.parse(string(raw))),
                    LocalDate::toString,
                    Map.of("type", "string", "pattern", "^\\d{4}-\\d\\d-\\d\\d$"));

    static final Shape<LocalDateTime> DATE_TIME =
            new Scalar<>(
                    Phrase.A_DATE_TIME.with(),
                    raw -> {
                        var value = LocalDateTime.parse(string(raw));
                        sensible(value.toLocalDate());
                        require(value.getNano() == 0);
                        return value;
                    },
                    LocalDateTime::toString,
                    Map.of(
                            "type",
                            "string",
                            "pattern",
                            "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.0+)?)?$"));

    static final Shape<LocalTime> TIME =
            new Scalar<>(
                    Phrase.A_TIME.with(),
                    raw -> {
                        var value = LocalTime.parse(string(raw));
                        require(value.getNano() == 0);
                        return value;
                    },
                    LocalTime::toString,
                    Map.of("type", "string", "pattern", "^\\d\\d:\\d\\d(:\\d\\d(\\.0+)?)?$"));

    static final Shape<Span> SPAN = span(Phrase.A_SPAN, _ -> true);
    static final Shape<Span> POSITIVE_SPAN =
            span(Phrase.A_POSITIVE_SPAN, span -> !span.isZero() && !span.isNegative());
    static final Shape<Span> NO_NEGATIVE_SPAN =
            span(Phrase.A_SPAN_NOT_NEGATIVE, span -> !span.isNegative());
    static final Shape<Span> DAYS = span(Phrase.AN_OFFSET, span -> span.time().isZero());

    static final Shape<ZoneId> ZONE =
            new Scalar<>(
                    Phrase.A_ZONE.with(),
                    raw -> {
                        require(Zones.KNOWN.contains(string(raw)));
                        return ZoneId.of(string(raw));
                    },
                    ZoneId::getId,
                    Map.of("type", "string"),
                    raw ->
                            raw instanceof String text
                                    ? Nearest.question(text, Zones.KNOWN)
                                    : List.of());

    static final Shape<Locale> LOCALE =
            new Scalar<>(
                    Phrase.A_LOCALE.with(),
                    raw -> locale(string(raw)),
                    Locale::toLanguageTag,
                    Map.of("type", "string"));

    static final Shape<String> LOCALE_TEXT =
            new Mapped<>(LOCALE, Locale::toLanguageTag, Locale::forLanguageTag);

    static final Shape<String> COUNTRY =
            new Scalar<>(
                    Phrase.A_COUNTRY.with(),
                    raw -> {
                        require(Zones.COUNTRIES.contains(string(raw)));
                        return string(raw);
                    },
                    value -> value,
                    Map.of("type", "string", "pattern", "^[A-Z]{2}$"));

    static final Shape<String> HOLIDAYS =
            new Scalar<>(
                    Phrase.A_HOLIDAY_COUNTRY.with(
                            String.join(", ", QuietPeriod.PublicHolidays.COUNTRIES)),
                    raw -> {
                        require(QuietPeriod.PublicHolidays.COUNTRIES.contains(string(raw)));
                        return string(raw);
                    },
                    value -> value,
                    Map.of(
                            "type",
                            "string",
                            "enum",
                            List.copyOf(QuietPeriod.PublicHolidays.COUNTRIES)));

    static final Shape<BigDecimal> DECIMAL = decimal(Phrase.A_NUMBER, _ -> true);
    static final Shape<BigDecimal> NO_NEGATIVE =
            decimal(Phrase.A_NUMBER_NOT_NEGATIVE, value -> value.signum() >= 0);
    static final Shape<BigDecimal> POSITIVE =
            decimal(Phrase.A_POSITIVE_NUMBER, value -> value.signum() > 0);
    static final Shape<BigDecimal> SHARE =
            decimal(
                    Phrase.A_SHARE,
                    value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0);

    static final Shape<Channel> CHANNEL = oneOf(Phrase.A_CHANNEL, Channel.class, Channel::name);
    static final Shape<MessageType> TYPE =
            oneOf(Phrase.A_MESSAGE_TYPE, MessageType.class, MessageType::name);
    static final Shape<Intent> INTENT = oneOf(Phrase.AN_INTENT, Intent.class, DocumentWord::dashed);
    static final Shape<Status> STATUS = oneOf(Phrase.A_STATUS, Status.class, DocumentWord::dashed);
    static final Shape<DayOfWeek> DAY =
            oneOf(Phrase.A_DAY, DayOfWeek.class, day -> day.name().substring(0, 3));
    static final Shape<WhenCapped> WHEN_CAPPED =
            oneOf(Phrase.A_WHEN_CAPPED, WhenCapped.class, DocumentWord::camel);

    /** The priority of what says none. */
    static final int USUAL_PRIORITY = 50;

    private Scalars() {}

    /** Text of at most so many characters, not blank, that a database and a page can hold. */
    static Shape<String> text(Phrase what, int longest) {
        return new Scalar<>(
                what.with(),
                raw -> {
                    var text = string(raw);
                    require(!text.isBlank() && text.length() <= longest && !holdsNoText(text));
                    return text;
                },
                value -> value,
                Map.of("type", "string", "minLength", 1, "maxLength", longest),
                raw ->
                        raw instanceof String text
                                ? List.of(whatIsWrong(text, longest))
                                : List.of());
    }

    private static Telling whatIsWrong(String text, int longest) {
        if (text.isBlank()) {
            return Phrase.BLANK.with();
        }
        return text.length() > longest
                ? Phrase.TOO_LONG.with(text.length(), longest)
                : Phrase.CONTROL_CHARACTER.with();
    }

    /** A key of an item. */
    static final Shape<String> KEY =
            new Scalar<>(
                    Phrase.A_KEY.with(LONGEST_KEY),
                    raw -> {
                        require(KEY_SYNTAX.matcher(string(raw)).matches());
                        return string(raw);
                    },
                    value -> value,
                    Map.of("type", "string", "pattern", KEY_PATTERN));

    /** The key of an item that stands elsewhere in the document. */
    static Shape<String> reference(Kind kind) {
        return new Shape<>() {
            @Override
            public @org.jspecify.annotations.Nullable String read(Cursor cursor) {
                if (!(cursor.value() instanceof String key)) {
                    cursor.expected(Phrase.A_KEY_OF.with(kind.word().with()));
                    return null;
                }
                if (cursor.journal().isAlone()) {
                    return key;
                }
                cursor.journal().refer(kind, key, cursor);
                return key;
            }

            @Override
            public Object write(String value) {
                return value;
            }

            @Override
            public Map<String, Object> schema(Definitions definitions) {
                return Map.of("type", "string", "pattern", KEY_PATTERN);
            }
        };
    }

    /** A whole number within bounds. */
    static Shape<Integer> integer(int least, int most) {
        return new Scalar<>(
                most == Integer.MAX_VALUE
                        ? Phrase.A_WHOLE_NUMBER_ABOVE.with(least)
                        : Phrase.A_WHOLE_NUMBER.with(least, most),
                raw -> {
                    var value = number(raw);
                    require(
                            value.stripTrailingZeros().scale() <= 0
                                    && value.compareTo(BigDecimal.valueOf(least)) >= 0
                                    && value.compareTo(BigDecimal.valueOf(most)) <= 0);
                    return value.intValueExact();
                },
                value -> value,
                Map.of("type", "integer", "minimum", least, "maximum", most));
    }

    /** One constant of an enumeration. */
    static <E extends Enum<E>> Shape<E> oneOf(
            Phrase what, Class<E> type, Function<E, String> name) {
        var byName =
                Arrays.stream(type.getEnumConstants())
                        .collect(
                                Collectors.toMap(
                                        name,
                                        Function.identity(),
                                        (a, _) -> a,
                                        java.util.LinkedHashMap::new));
        var names = List.copyOf(byName.keySet());
        return new Scalar<>(
                Phrase.ONE_OF.with(what.with(), names),
                raw -> {
                    var value = byName.get(string(raw));
                    if (value == null) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                },
                name::apply,
                Map.of("enum", names),
                raw -> raw instanceof String text ? Nearest.question(text, names) : List.of());
    }

    /** A set of constants, written in their order. */
    static <E extends Enum<E>> Shape<Set<E>> enumSet(Shape<E> item) {
        return new Mapped<>(
                ListShape.distinct(item, 0, 100),
                Set::copyOf,
                set -> set.stream().sorted().toList());
    }

    /** A set of texts, written in their order. */
    static Shape<Set<String>> textSet(Shape<String> item) {
        return new Mapped<>(
                ListShape.distinct(item, 0, 1_000),
                Set::copyOf,
                set -> set.stream().sorted(Comparator.naturalOrder()).toList());
    }

    /** A number as it is written: whole where it is whole. */
    static Number plain(BigDecimal value) {
        if (value.stripTrailingZeros().scale() > 0) {
            return value;
        }
        var whole = value.toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }

    /** The decimal of a raw number. */
    static BigDecimal number(Object raw) {
        var value =
                switch (raw) {
                    case BigDecimal decimal -> decimal;
                    case BigInteger whole -> new BigDecimal(whole);
                    case Integer whole -> BigDecimal.valueOf(whole);
                    case Long whole -> BigDecimal.valueOf(whole);
                    case Double fraction -> new BigDecimal(fraction.toString());
                    case Float fraction -> new BigDecimal(fraction.toString());
                    default -> throw new IllegalArgumentException();
                };
        require(value.precision() <= 30 && Math.abs((long) value.scale()) <= 30);
        return value;
    }

    /** Whether a character stands in it that a database or a page cannot hold. */
    static boolean holdsNoText(String text) {
        return NO_TEXT.matcher(text).find();
    }

    static String string(Object raw) {
        return cast(String.class, raw);
    }

    private static Shape<BigDecimal> decimal(Phrase expected, Predicate<BigDecimal> fits) {
        return new Scalar<>(
                expected.with(),
                raw -> {
                    var value = number(raw).stripTrailingZeros();
                    require(fits.test(value));
                    return value;
                },
                Scalars::plain,
                Map.of("type", "number"));
    }

    private static Shape<Span> span(Phrase expected, Predicate<Span> fits) {
        return new Scalar<>(
                expected.with(),
                raw -> {
                    var value = Span.parse(string(raw));
                    var days =
                            Math.abs(value.period().toTotalMonths()) * 31
                                    + Math.abs((long) value.period().getDays());
                    require(
                            days + value.time().abs().toDays()
                                    <= LONGEST.period().toTotalMonths() * 31);
                    require(fits.test(value));
                    return value;
                },
                Span::toString,
                Map.of("type", "string", "pattern", "^[+-]?[Pp][0-9YMWDTHSymwdths+-]+$"));
    }

    private static Locale locale(String text) {
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            require(Zones.LANGUAGES.contains(locale.getLanguage()));
            return locale;
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static LocalDate sensible(LocalDate date) {
        require(date.getYear() >= EARLIEST && date.getYear() <= LATEST);
        return date;
    }

    private static <T> T cast(Class<T> type, Object raw) {
        require(type.isInstance(raw));
        return type.cast(raw);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }

    /** What the platform knows of the world, asked once. */
    private static final class Zones {
        static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();
        static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
        static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    }
}
