package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.domain.time.Span;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The compiler gives every contact the answer that section 9 gives, whichever way facts are joined.
 */
class ConditionCompilerProperties {

    private static @Nullable TestDatabase database;

    @BeforeContainer
    static void open() {
        database = TestDatabase.migrated();
    }

    @AfterContainer
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    @Property(tries = 100)
    void answersAsTheNaiveReadingDoes(@ForAll("worlds") World world) {
        var jdbc = jdbc();
        var ids = new People(jdbc).settle(world.people());
        var naive = new NaiveConditions(world.vocabulary(), world.now());

        for (var condition : world.conditions()) {
            var expected = new TreeSet<String>();
            ids.keySet().stream()
                    .filter(person -> naive.matches(person, condition))
                    .forEach(person -> expected.add(person.externalId));

            for (var reach : Reach.values()) {
                assertThat(matching(jdbc, condition, world, reach))
                        .as("%s %s at %s", reach, condition, world.now())
                        .isEqualTo(expected);
            }
        }
    }

    private static TreeSet<String> matching(
            JdbcClient jdbc, Condition condition, World world, Reach reach) {
        var compiled = ConditionCompiler.compile(condition, world.vocabulary(), world.now(), reach);
        return new TreeSet<>(
                jdbc.sql("select c.external_id " + compiled.fromWhere())
                        .params(compiled.parameters())
                        .query(String.class)
                        .list());
    }

    private static JdbcClient jdbc() {
        return java.util.Objects.requireNonNull(database).jdbc();
    }

    record World(
            Instant now, Vocabulary vocabulary, List<Person> people, List<Condition> conditions) {}

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.randomValue(random -> new Maker(random).world());
    }

    /**
     * Draws worlds from small pools, so that equal values, edges of windows and changes of the
     * clock are common.
     */
    private static final class Maker {

        private static final List<Instant> NOWS =
                List.of(
                        Instant.parse("2026-11-22T09:15:00Z"),
                        Instant.parse("2026-03-29T00:59:59Z"),
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-11-01T06:10:00Z"),
                        Instant.parse("2027-03-31T22:30:00Z"),
                        Instant.parse("2028-02-29T12:00:00Z"),
                        Instant.parse("2027-02-28T10:30:00Z"),
                        Instant.parse("2026-12-31T23:30:00Z"));
        private static final List<String> ZONES =
                List.of(
                        "Europe/Paris",
                        "America/New_York",
                        "Pacific/Kiritimati",
                        "Pacific/Pago_Pago",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Mars/Olympus");
        private static final List<ZoneId> PLAN_ZONES =
                List.of(
                        ZoneId.of("Europe/Paris"),
                        ZoneId.of("Europe/Paris"),
                        ZoneId.of("America/New_York"),
                        ZoneId.of("+05:30"),
                        ZoneId.of("-03:00"),
                        ZoneId.of("UTC+2"),
                        ZoneOffset.UTC);
        private static final List<Span> SPANS =
                List.of(
                        Span.parse("P1D"),
                        Span.parse("P7D"),
                        Span.parse("P2W"),
                        Span.parse("P90D"),
                        Span.parse("P1M"),
                        Span.parse("P12M"),
                        Span.parse("P1M15D"),
                        Span.parse("P1Y"),
                        Span.parse("PT24H"),
                        Span.parse("PT30M"),
                        Span.parse("P1DT12H"),
                        Span.parse("P9000Y"),
                        Span.parse("-P1D"));
        private static final List<String> TEXTS =
                List.of(
                        "Paris",
                        "PARIS",
                        "paris",
                        "Éva",
                        "éVA",
                        "ev",
                        "ß",
                        "Straße",
                        "STRASSE",
                        "ΟΔΟΣ",
                        "οδος",
                        "İ",
                        "i",
                        "ı",
                        "",
                        " ",
                        "abc",
                        "12",
                        "12.0",
                        "012",
                        "1e1",
                        "10",
                        "9",
                        "-3",
                        "1e99",
                        "NaN",
                        "Infinity",
                        "12,5",
                        "true",
                        "False",
                        "2026-03-29",
                        "2026-02-30",
                        "2026-02-28",
                        "2026-03-29T02:30",
                        "2026-03-29T23:30:00Z",
                        "2026-03-29 00:15:00+02:00",
                        "2026-3-29",
                        "0000-01-01",
                        "2004-02-29",
                        "1966-11-22",
                        "2030-01-01",
                        "O'Brien; drop table contact; --",
                        "?:a1 :now \"x\" \\",
                        "100%",
                        "12\n");
        private static final List<BigDecimal> NUMBERS =
                List.of(
                        new BigDecimal("12"),
                        new BigDecimal("12.0"),
                        new BigDecimal("12.50"),
                        new BigDecimal("1E+2"),
                        new BigDecimal("-3"),
                        new BigDecimal("0.0"),
                        new BigDecimal("9"),
                        new BigDecimal("20260329"));
        private static final List<String> FIELDS =
                List.of(
                        "externalId",
                        "email",
                        "phone",
                        "firstName",
                        "lastName",
                        "birthDate",
                        "street",
                        "postcode",
                        "city",
                        "country",
                        "language",
                        "zone",
                        "household");
        private static final List<String> ATTRIBUTES =
                List.of("tier", "score", "since", "o'brien; --", ":a1 ?", "x\"y\\", "never");
        private static final List<String> EVENTS = List.of("purchase", "cart", "never");
        private static final List<String> PROPERTIES =
                List.of("amount", "category", "at", "x'y?:z", "none");
        private static final List<String> KEYS = List.of("one", "two");

        private final Random random;
        private final Instant now;
        private final ZoneId planZone;

        Maker(Random random) {
            this.random = random;
            this.now = pick(NOWS);
            this.planZone = pick(PLAN_ZONES);
        }

        World world() {
            var segments =
                    List.of(
                            new Segment("s1", "S1", condition(2, false)),
                            new Segment("s2", "S2", both()));
            var stages =
                    List.of(
                            new Stage("t1", "T1", condition(1, false)),
                            new Stage("t2", "T2", condition(2, false)),
                            new Stage("t3", "T3", Condition.EVERYBODY));
            var vocabulary = new Vocabulary("one", planZone, "purchase", segments, stages);
            var people = new ArrayList<Person>();
            for (var i = 0; i < 8; i++) {
                people.add(person("c" + i));
            }
            var conditions = new ArrayList<Condition>();
            for (var i = 0; i < 12; i++) {
                conditions.add(condition(3, true));
            }
            return new World(now, vocabulary, people, conditions);
        }

        private Condition both() {
            return new Condition.Any(List.of(new Condition.InSegment("s1"), condition(1, false)));
        }

        private Person person(String id) {
            var person =
                    new Person(random.nextInt(6) == 0 ? id + pick(TEXTS).replace("\n", "") : id);
            for (var field : FIELDS.subList(1, FIELDS.size())) {
                if (random.nextBoolean()) {
                    person.with(
                            field,
                            switch (field) {
                                case "birthDate" ->
                                        pick(
                                                List.of(
                                                        LocalDate.of(1966, 11, 22),
                                                        LocalDate.of(2004, 2, 29),
                                                        LocalDate.of(1966, 11, 23),
                                                        LocalDate.of(2026, 3, 29),
                                                        LocalDate.of(2030, 1, 1),
                                                        LocalDate.of(1967, 3, 31)));
                                case "zone" -> pick(ZONES);
                                default -> pick(TEXTS);
                            });
                }
            }
            for (var attribute : ATTRIBUTES.subList(0, ATTRIBUTES.size() - 1)) {
                if (random.nextInt(4) > 0) {
                    person.having(attribute, json());
                }
            }
            var zone = zone(person);
            for (var i = random.nextInt(7); i > 0; i--) {
                person.did(pick(EVENTS.subList(0, 2)), moment(zone), properties());
            }
            for (var i = random.nextInt(4); i > 0; i--) {
                person.said(
                        pick(List.of(Channel.EMAIL, Channel.SMS)),
                        pick(KEYS),
                        pick(List.of(ConsentStatus.values())),
                        random.nextBoolean() ? now.minusSeconds(random.nextInt(3)) : moment(zone));
            }
            for (var i = random.nextInt(4); i > 0; i--) {
                person.letters.add(letter(zone));
            }
            dropRepeats(person);
            return person;
        }

        /** A consent said twice in the same words at the same second is one record. */
        private static void dropRepeats(Person person) {
            var distinct = List.copyOf(new java.util.LinkedHashSet<>(person.words));
            person.words.clear();
            person.words.addAll(distinct);
        }

        private Person.Letter letter(ZoneId zone) {
            var outcomes = new LinkedHashMap<MessageStatus, Instant>();
            for (var status :
                    List.of(
                            MessageStatus.DELIVERED,
                            MessageStatus.OPENED,
                            MessageStatus.CLICKED,
                            MessageStatus.BOUNCED,
                            MessageStatus.COMPLAINED,
                            MessageStatus.UNSUBSCRIBED)) {
                if (random.nextBoolean()) {
                    outcomes.put(status, moment(zone));
                }
            }
            return new Person.Letter(
                    pick(KEYS),
                    pick(List.of(Channel.EMAIL, Channel.SMS)),
                    pick(List.of(MessageType.values())),
                    random.nextBoolean() ? pick(KEYS) : null,
                    pick(List.of("campaign:", "scenario:")) + pick(KEYS),
                    random.nextBoolean() ? pick(KEYS) : null,
                    random.nextBoolean() ? List.of(pick(KEYS)) : List.of(),
                    pick(List.of("QUEUED", "SENT", "SENT", "UNCERTAIN", "FAILED", "CANCELLED")),
                    moment(zone),
                    outcomes);
        }

        private Map<String, Object> properties() {
            var properties = new LinkedHashMap<String, Object>();
            for (var property : PROPERTIES.subList(0, PROPERTIES.size() - 1)) {
                if (random.nextInt(3) > 0) {
                    properties.put(property, property.equals("amount") ? pick(NUMBERS) : json());
                }
            }
            return properties;
        }

        private Object json() {
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> pick(NUMBERS);
                case 3 -> random.nextBoolean();
                case 4 -> random.nextBoolean() ? List.of("abc", 12) : Map.of("abc", 12);
                default -> pick(TEXTS);
            };
        }

        /**
         * Around now, around the edge of some window on the contact's clock, or anywhere in two
         * years.
         */
        private Instant moment(ZoneId zone) {
            var near = pick(List.of(0, 0, -1, 1, -1800, 1800, -3600, 3600, -7200, 7200));
            return switch (random.nextInt(3)) {
                case 0 -> now.plusSeconds(near);
                case 1 -> {
                    var span = pick(SPANS.subList(0, 11));
                    yield LocalTimes.instant(span.before(LocalDateTime.ofInstant(now, zone)), zone)
                            .plusSeconds(near);
                }
                default -> now.minusSeconds(random.nextInt(2 * 365 * 86_400));
            };
        }

        private ZoneId zone(Person person) {
            var zone = (String) person.fields.get("zone");
            return zone == null || zone.startsWith("Mars") ? planZone : ZoneId.of(zone);
        }

        private Condition condition(int depth, boolean named) {
            if (depth > 0 && random.nextInt(3) > 0) {
                return switch (random.nextInt(5)) {
                    case 0, 1 -> new Condition.All(parts(depth, named));
                    case 2, 3 -> new Condition.Any(parts(depth, named));
                    default -> new Condition.Not(condition(depth - 1, named));
                };
            }
            return switch (random.nextInt(named ? 9 : 7)) {
                case 0, 1 -> new Condition.Attribute(anyField(), comparisons());
                case 2 ->
                        new Condition.YearsSince(
                                pick(List.of("birthDate", "since", "city")), comparisons());
                case 3, 4 -> events();
                case 5 -> messages();
                case 6 ->
                        new Condition.Consent(
                                pick(List.of(Channel.EMAIL, Channel.SMS)),
                                pick(KEYS),
                                pick(List.of(ConsentStatus.values())));
                case 7 -> new Condition.InSegment(pick(List.of("s1", "s2")));
                default -> new Condition.InStage(pick(List.of("t1", "t2", "t3")));
            };
        }

        private List<Condition> parts(int depth, boolean named) {
            var parts = new ArrayList<Condition>();
            for (var i = random.nextInt(4); i > 0; i--) {
                parts.add(condition(depth - 1, named));
            }
            return parts;
        }

        private Condition events() {
            var where = new ArrayList<PropertyTest>();
            for (var i = random.nextInt(3); i > 1; i--) {
                where.add(new PropertyTest(pick(PROPERTIES), comparisons()));
            }
            var measures = new ArrayList<Measure>();
            if (random.nextInt(3) == 0) {
                measures.add(new Measure.Count(counts()));
            }
            if (random.nextInt(3) == 0) {
                measures.add(new Measure.Sum(pick(PROPERTIES), counts()));
            }
            if (random.nextInt(3) == 0) {
                measures.add(
                        new Measure.Last(pick(List.of(Measure.Last.Age.values())), pick(SPANS)));
            }
            return new Condition.Events(
                    pick(EVENTS), where, random.nextInt(4) == 0 ? null : pick(SPANS), measures);
        }

        private Condition messages() {
            return new Condition.Messages(
                    new MessagePattern(
                            maybe(List.of(Channel.EMAIL, Channel.SMS)),
                            maybe(List.of(MessageType.values())),
                            maybe(List.of(MessageStatus.values())),
                            maybe(KEYS),
                            random.nextInt(4) == 0 ? pick(KEYS) : null,
                            random.nextInt(4) == 0 ? pick(KEYS) : null,
                            maybe(KEYS),
                            maybe(KEYS)),
                    random.nextBoolean() ? pick(SPANS) : null,
                    random.nextBoolean() ? List.of() : counts());
        }

        private List<Comparison> counts() {
            var operator =
                    pick(
                            List.of(
                                    Operator.EQ,
                                    Operator.NE,
                                    Operator.LT,
                                    Operator.LTE,
                                    Operator.GT,
                                    Operator.GTE,
                                    Operator.PRESENT));
            return operator == Operator.PRESENT
                    ? comparisons()
                    : List.of(Comparison.of(operator, Operand.of(random.nextInt(4))));
        }

        private List<Comparison> comparisons() {
            var list = new ArrayList<Comparison>();
            list.add(comparison());
            var second = comparison();
            if (random.nextInt(4) == 0 && second.operator() != list.getFirst().operator()) {
                list.add(second);
            }
            return list;
        }

        private Comparison comparison() {
            var operator = pick(List.of(Operator.values()));
            return switch (operator) {
                case PRESENT, MISSING -> new Comparison(operator, List.of());
                case IN, NOT_IN -> {
                    var operands = new ArrayList<Operand>();
                    for (var i = 1 + random.nextInt(5); i > 0; i--) {
                        operands.add(operand());
                    }
                    yield new Comparison(operator, operands);
                }
                case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH ->
                        Comparison.of(operator, operand());
            };
        }

        private Operand operand() {
            return switch (random.nextInt(6)) {
                case 0, 1 -> new Operand.Decimal(pick(NUMBERS));
                case 2 -> new Operand.Truth(random.nextBoolean());
                default -> new Operand.Text(pick(TEXTS));
            };
        }

        private String anyField() {
            return random.nextBoolean() ? pick(FIELDS) : pick(ATTRIBUTES);
        }

        private <T> @Nullable T maybe(List<T> values) {
            return random.nextInt(3) > 0 ? null : pick(values);
        }

        private <T> T pick(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
