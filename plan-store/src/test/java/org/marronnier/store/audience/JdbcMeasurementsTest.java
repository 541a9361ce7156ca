package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.Figure.None;
import org.marronnier.domain.figure.Figure.Value;
import org.marronnier.domain.figure.Figure.Why;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcMeasurementsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");
    private static final Reentry ALWAYS = new Reentry.Always();
    private static final Condition FRENCH =
            new Condition.Attribute(
                    "country", List.of(Comparison.of(Operator.EQ, Operand.of("FR"))));
    private static final Vocabulary VOCABULARY =
            new Vocabulary(
                    "maison",
                    ZoneId.of("Europe/Paris"),
                    "purchase",
                    List.of(
                            new Segment("french", "French", FRENCH),
                            new Segment("buyers", "Buyers", events("purchase", null)),
                            new Segment(
                                    "nobody", "Nobody", new Condition.Not(Condition.EVERYBODY))),
                    List.of(
                            new Stage("buyer", "Buyer", events("purchase", null)),
                            new Stage("other", "Other", Condition.EVERYBODY)));

    private final JdbcMeasurements measurements = new JdbcMeasurements(DATABASE.jdbc());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
    private int events;

    @BeforeEach
    void nobody() {
        DATABASE.jdbc().sql("truncate contact, event, consent, message cascade").update();
        contact("A", "FR");
        contact("B", "FR");
        contact("C", "BE");
    }

    @Test
    void countsTheMessagesThatLeftBySource() {
        message("A", "campaign:sale", "SENT", 5, "");
        message("B", "campaign:sale", "UNCERTAIN", 6, "");
        message("B", "campaign:sale", "FAILED", 6, "");
        message("B", "campaign:sale", "SENT", 40, "");
        message("A", "scenario:hello", "SENT", 1, "");

        var volumes = transaction.execute(_ -> measurements.volumes("maison", 30, NOW));

        assertThat((Object) volumes)
                .isEqualTo(
                        new Figure.Volumes(
                                30,
                                List.of(
                                        new Figure.Volume(
                                                "campaign:sale",
                                                Channel.EMAIL,
                                                MessageType.PROMOTIONAL,
                                                2),
                                        new Figure.Volume(
                                                "scenario:hello",
                                                Channel.EMAIL,
                                                MessageType.PROMOTIONAL,
                                                1))));
    }

    @Test
    void countsWhatSegmentsHoldAndShare() {
        event("A", "purchase", 3, "{}");
        event("C", "purchase", 3, "{}");

        var overlaps = transaction.execute(_ -> measurements.overlaps(VOCABULARY, NOW));

        assertThat((Object) overlaps)
                .isEqualTo(
                        new Figure.Overlaps(
                                Map.of("french", 2L, "buyers", 2L, "nobody", 0L),
                                List.of(new Figure.Shared("french", "buyers", 1))));
    }

    @Test
    void measuresARatioInItsWindowAndScope() {
        event("A", "purchase", 10, "{}");
        event("A", "purchase", 20, "{}");
        event("B", "purchase", 10, "{}");
        event("B", "purchase", 200, "{}");
        event("C", "purchase", 10, "{}");
        var kpi =
                new Kpi(
                        "repeat",
                        "Repeat",
                        new Kpi.Ratio(atLeast("purchase", 2), atLeast("purchase", 1)),
                        Span.parse("P90D"));

        assertThat(ratio(kpi.measured(), Condition.EVERYBODY)).isEqualTo(value("0.333333"));
        assertThat(ratio(kpi.measured(), FRENCH)).isEqualTo(value("0.5"));
        assertThat(ratio(kpi.ratio(), FRENCH)).isEqualTo(value("1"));
        assertThat(ratio(kpi.measured(), new Condition.InSegment("nobody")))
                .isEqualTo(new None(Why.NOBODY));
    }

    @Test
    void measuresWhatEveryPlanHas() {
        event("A", "purchase", 100, "{\"amount\": 50}");
        event("A", "purchase", 80, "{\"amount\": \"30\"}");
        event("B", "purchase", 500, "{\"amount\": 20}");
        event("C", "purchase", 100, "{\"amount\": 40}");
        event("C", "purchase", 60, "{}");
        message("A", "campaign:sale", "SENT", 10, "opened_at = now()");
        message("B", "campaign:sale", "SENT", 10, "");
        message("C", "campaign:sale", "SENT", 10, "unsubscribed_at = now()");
        message("C", "campaign:sale", "SENT", 100, "opened_at = now()");
        event("A", "nps", 10, "{\"score\": 9}");
        event("B", "nps", 10, "{\"score\": 7}");
        event("C", "nps", 10, "{\"score\": 3}");
        event("C", "nps", 11, "{\"score\": 10}");

        assertThat(builtIn(BuiltInKpi.REPEAT_RATE)).isEqualTo(value("1"));
        assertThat(builtIn(BuiltInKpi.CHURN)).isEqualTo(value("0.333333"));
        assertThat(builtIn(BuiltInKpi.ACTIVATION_RATE)).isEqualTo(value("0.5"));
        assertThat(builtIn(BuiltInKpi.AVERAGE_BASKET)).isEqualTo(value("40"));
        assertThat(builtIn(BuiltInKpi.LIFETIME_VALUE)).isEqualTo(value("46.67"));
        assertThat(builtIn(BuiltInKpi.OPEN_RATE)).isEqualTo(value("0.333333"));
        assertThat(builtIn(BuiltInKpi.CLICK_RATE)).isEqualTo(value("0"));
        assertThat(builtIn(BuiltInKpi.OPT_OUT_RATE)).isEqualTo(value("0.333333"));
        assertThat(builtIn(BuiltInKpi.NPS)).isEqualTo(value("25"));
    }

    @Test
    void saysWhyThereIsNoValue() {
        assertThat(builtIn(BuiltInKpi.OPEN_RATE)).isEqualTo(new None(Why.NO_MESSAGE));
        assertThat(builtIn(BuiltInKpi.AVERAGE_BASKET)).isEqualTo(new None(Why.NO_EVENT));
        assertThat(builtIn(BuiltInKpi.NPS)).isEqualTo(new None(Why.NO_EVENT));
        assertThat(builtIn(BuiltInKpi.CHURN)).isEqualTo(new None(Why.NOBODY));
        assertThat(entries(new Trigger.OnCall(), ALWAYS)).isEqualTo(new None(Why.CALL));
        assertThat(entries(new Trigger.Weather(List.of(), Span.days(1)), ALWAYS))
                .isEqualTo(new None(Why.WEATHER));
    }

    @Test
    void countsEventsThatFireAsReentryLetsThem() {
        event("A", "signup", 2, "{\"first\": true}");
        event("A", "signup", 9, "{\"first\": true}");
        event("A", "signup", 12, "{\"first\": true}");
        event("B", "signup", 31, "{\"first\": true}");
        event("B", "signup", 5, "{\"first\": false}");
        event("C", "signup", 5, "{\"first\": true}");
        var trigger =
                new Trigger.OnEvent(
                        "signup",
                        List.of(
                                new PropertyTest(
                                        "first",
                                        List.of(
                                                Comparison.of(
                                                        Operator.EQ, new Operand.Truth(true))))),
                        Span.ZERO);
        var later = new Trigger.OnEvent("signup", trigger.where(), Span.days(3));

        assertThat(entries(trigger, ALWAYS)).isEqualTo(value("4"));
        assertThat(entries(trigger, new Reentry.Once())).isEqualTo(value("2"));
        assertThat(entries(trigger, new Reentry.After(Span.days(7)))).isEqualTo(value("3"));
        assertThat(entries(later, ALWAYS)).isEqualTo(value("4"));
        assertThat(entries(trigger, ALWAYS, FRENCH)).isEqualTo(value("3"));
    }

    @Test
    void countsWhatIsAbandoned() {
        event("A", "cart", 10, "{\"cart\": \"1\"}");
        event("B", "cart", 10, "{\"cart\": \"2\"}");
        eventAt("B", "purchase", "2026-06-20T10:00:00Z", "{\"cart\": \"9\"}");
        eventAt("C", "cart", "2026-06-25T08:00:00Z", "{}");
        eventAt("C", "cart", "2026-06-25T10:00:00Z", "{}");
        eventAt("A", "cart", "2026-06-30T06:00:00Z", "{}");
        var four = Span.parse("PT4H");

        assertThat(entries(new Trigger.Abandonment("cart", "purchase", four, null), ALWAYS))
                .isEqualTo(value("2"));
        assertThat(entries(new Trigger.Abandonment("cart", "purchase", four, "cart"), ALWAYS))
                .isEqualTo(value("3"));
    }

    @Test
    void countsDatesOfTheLastDays() {
        birth("A", "1990-06-10");
        birth("B", "1990-07-02");
        birth("C", "1992-06-30");

        var morning = LocalTime.of(9, 0);
        assertThat(entries(new Trigger.OnDate("birthDate", Span.ZERO, morning, false), ALWAYS))
                .isEqualTo(value("2"));
        assertThat(entries(new Trigger.OnDate("birthDate", Span.days(-3), morning, false), ALWAYS))
                .isEqualTo(value("3"));
        assertThat(
                        entries(
                                new Trigger.OnDate(
                                        "birthDate", Span.ZERO, LocalTime.of(11, 0), false),
                                ALWAYS))
                .isEqualTo(value("1"));
        assertThat(entries(new Trigger.OnDate("birthDate", Span.ZERO, morning, true), ALWAYS))
                .isEqualTo(value("0"));
    }

    @Test
    void keepsTheLeapDayOnTheLastOfFebruary() {
        birth("A", "1992-02-29");

        var trigger = new Trigger.OnDate("birthDate", Span.ZERO, LocalTime.of(9, 0), false);
        assertThat(
                        measured(
                                trigger,
                                Condition.EVERYBODY,
                                ALWAYS,
                                1,
                                Instant.parse("2027-02-28T09:00:00Z")))
                .isEqualTo(value("1"));
        assertThat(
                        measured(
                                trigger,
                                Condition.EVERYBODY,
                                ALWAYS,
                                1,
                                Instant.parse("2028-02-28T09:00:00Z")))
                .isEqualTo(value("0"));
    }

    @Test
    void countsSilences() {
        event("A", "purchase", 100, "{}");
        event("B", "purchase", 100, "{}");
        event("B", "visit", 50, "{}");
        event("C", "purchase", 200, "{}");
        var after = Span.days(90);

        assertThat(entries(new Trigger.Inactivity(List.of("purchase"), after), ALWAYS))
                .isEqualTo(value("2"));
        assertThat(entries(new Trigger.Inactivity(List.of("purchase", "visit"), after), ALWAYS))
                .isEqualTo(value("1"));
    }

    @Test
    void countsWhatIsDueAgain() {
        event("A", "purchase", 65, "{\"sku\": \"SOIL\"}");
        event("A", "purchase", 45, "{\"sku\": \"SOIL\"}");
        event("A", "purchase", 25, "{\"sku\": \"SOIL\"}");
        event("B", "purchase", 40, "{\"sku\": \"SEED\"}");
        event("C", "purchase", 40, "{\"sku\": \"POT\"}");
        var trigger =
                new Trigger.Replenishment(
                        "purchase",
                        "sku",
                        BigDecimal.ONE,
                        Map.of("SEED", Span.days(30)),
                        Span.days(300));

        assertThat(entries(trigger, ALWAYS)).isEqualTo(value("2"));
    }

    @Test
    void countsThoseWhoCameIn() {
        event("A", "purchase", 5, "{}");
        event("B", "purchase", 50, "{}");

        assertThat(entries(new Trigger.EntersSegment("buyers"), ALWAYS)).isEqualTo(value("1"));
        assertThat(entries(new Trigger.EntersStage("buyer"), ALWAYS)).isEqualTo(value("1"));
        assertThat(entries(new Trigger.EntersStage("buyer"), ALWAYS, new Condition.Not(FRENCH)))
                .isEqualTo(value("0"));
    }

    private Figure ratio(Kpi.Ratio ratio, Condition scope) {
        return plain(transaction.execute(_ -> measurements.ratio(ratio, scope, VOCABULARY, NOW)));
    }

    private Figure builtIn(BuiltInKpi kpi) {
        return plain(
                transaction.execute(
                        _ -> measurements.builtIn(kpi, Condition.EVERYBODY, VOCABULARY, NOW)));
    }

    private Figure entries(Trigger trigger, Reentry reentry) {
        return entries(trigger, reentry, Condition.EVERYBODY);
    }

    private Figure entries(Trigger trigger, Reentry reentry, Condition target) {
        return measured(trigger, target, reentry, 30, NOW);
    }

    private Figure measured(
            Trigger trigger, Condition target, Reentry reentry, int days, Instant now) {
        return plain(
                transaction.execute(
                        _ ->
                                measurements.entries(
                                        trigger, target, reentry, VOCABULARY, days, now)));
    }

    private static Figure plain(@Nullable Figure figure) {
        return figure instanceof Value(var value)
                ? new Value(value.stripTrailingZeros())
                : Objects.requireNonNull(figure);
    }

    private static Value value(String number) {
        return new Value(new BigDecimal(number).stripTrailingZeros());
    }

    private static Condition events(String type, @Nullable Span within) {
        return new Condition.Events(type, List.of(), within, List.of());
    }

    private static Condition atLeast(String type, int count) {
        return new Condition.Events(
                type,
                List.of(),
                null,
                List.of(
                        new Measure.Count(
                                List.of(Comparison.of(Operator.GTE, Operand.of(count))))));
    }

    private void contact(String id, String country) {
        DATABASE.jdbc()
                .sql("insert into contact (external_id, country) values (:id, :country)")
                .param("id", id)
                .param("country", country)
                .update();
    }

    private void birth(String id, String date) {
        DATABASE.jdbc()
                .sql("update contact set birth_date = cast(:date as date) where external_id = :id")
                .param("id", id)
                .param("date", date)
                .update();
    }

    private void event(String contact, String type, int daysAgo, String properties) {
        eventAt(contact, type, NOW.minusSeconds(daysAgo * 86_400L).toString(), properties);
    }

    private void eventAt(String contact, String type, String at, String properties) {
        DATABASE.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select :event, id, :type, cast(:at as timestamptz), cast(:properties as jsonb)
                        from contact where external_id = :contact
                        """)
                .param("event", "e" + ++events)
                .param("type", type)
                .param("at", at)
                .param("properties", properties)
                .param("contact", contact)
                .update();
    }

    private void message(String contact, String source, String status, int daysAgo, String also) {
        DATABASE.jdbc()
                .sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, status, at, sent_at)
                        select id, 'maison', :source, 'EMAIL', 'PROMOTIONAL', :status, cast(:at as timestamptz), cast(:at as timestamptz)
                        from contact where external_id = :contact
                        """)
                .param("source", source)
                .param("status", status)
                .param("at", NOW.minusSeconds(daysAgo * 86_400L).toString())
                .param("contact", contact)
                .update();
        if (!also.isEmpty()) {
            DATABASE.jdbc()
                    .sql("update message set " + also + " where id = (select max(id) from message)")
                    .update();
        }
    }
}
