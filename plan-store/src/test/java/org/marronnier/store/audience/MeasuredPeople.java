package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.Figure.Value;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A few people of two countries, and a plan whose figures are measured over them. */
final class MeasuredPeople {

    static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");
    static final Condition FRENCH =
            new Condition.Attribute(
                    "country", List.of(Comparison.of(Operator.EQ, Operand.of("FR"))));
    static final Vocabulary VOCABULARY =
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

    private final TestDatabase database;
    private final JdbcMeasurements measurements;
    private final TransactionTemplate transaction;
    private int events;

    MeasuredPeople(TestDatabase database) {
        this.database = database;
        this.measurements = new JdbcMeasurements(database.jdbc());
        this.transaction =
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
    }

    /** A and B of France, C of Belgium, who did nothing yet. */
    void begin() {
        database.jdbc().sql("truncate contact, event, consent, message cascade").update();
        contact("A", "FR");
        contact("B", "FR");
        contact("C", "BE");
    }

    /** What is measured in a transaction. */
    <T> T measure(Function<JdbcMeasurements, T> measuring) {
        return Objects.requireNonNull(transaction.execute(_ -> measuring.apply(measurements)));
    }

    /** The same without zeros at the end of its number. */
    static Figure plain(Figure figure) {
        return figure instanceof Value(var value) ? new Value(value.stripTrailingZeros()) : figure;
    }

    static Value value(String number) {
        return new Value(new BigDecimal(number).stripTrailingZeros());
    }

    static Condition events(String type, @Nullable Span within) {
        return new Condition.Events(type, List.of(), within, List.of());
    }

    private void contact(String id, String country) {
        database.jdbc()
                .sql("insert into contact (external_id, country) values (:id, :country)")
                .param("id", id)
                .param("country", country)
                .update();
    }

    void birth(String id, String date) {
        database.jdbc()
                .sql("update contact set birth_date = cast(:date as date) where external_id = :id")
                .param("id", id)
                .param("date", date)
                .update();
    }

    void zone(String id, String zone) {
        database.jdbc()
                .sql("update contact set zone = :zone, known_zone = :zone where external_id = :id")
                .param("id", id)
                .param("zone", zone)
                .update();
    }

    void event(String contact, String type, int daysAgo, String properties) {
        eventAt(contact, type, NOW.minusSeconds(daysAgo * 86_400L).toString(), properties);
    }

    /** An event at an instant, with properties in JSON. */
    void eventAt(String contact, String type, String at, String properties) {
        database.jdbc()
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

    /**
     * An e-mail of the plan.
     *
     * @param also further columns, as they are set in SQL; none where it is empty
     */
    void message(String contact, String source, String status, int daysAgo, String also) {
        database.jdbc()
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
            database.jdbc()
                    .sql("update message set " + also + " where id = (select max(id) from message)")
                    .update();
        }
    }
}
