package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.Measurements;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Figures measured in PostgreSQL: each is one statement, or one for each of two instants. */
@Component
@Transactional
class JdbcMeasurements implements Measurements {

    private static final Span YEAR = Span.parse("P12M");
    private static final Span TWO_YEARS = Span.parse("P24M");
    private static final int SHARE_DECIMALS = 6;
    private static final int AMOUNT_DECIMALS = 2;

    private final JdbcClient jdbc;

    JdbcMeasurements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Figure.Volumes volumes(String plan, int days, Instant now) {
        return new Figure.Volumes(
                days,
                jdbc.sql(
                                """
                                select source, channel, type, count(*) as messages
                                from message
                                where plan = :plan and status in ('SENT', 'UNCERTAIN')
                                  and at > :now - make_interval(days => :days) and at <= :now
                                group by source, channel, type
                                order by source, channel, type
                                """)
                        .param("plan", plan)
                        .param("days", days)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(
                                (row, _) ->
                                        new Figure.Volume(
                                                row.getString("source"),
                                                Channel.valueOf(row.getString("channel")),
                                                MessageType.valueOf(row.getString("type")),
                                                row.getLong("messages")))
                        .list());
    }

    @Override
    public Map<String, Figure.Effect> effects(String plan, Instant from, Instant until) {
        return RuleEffects.of(jdbc, plan, from, until);
    }

    @Override
    public Figure.Overlaps overlaps(Vocabulary vocabulary, Instant now) {
        return SegmentOverlaps.of(jdbc, vocabulary, now);
    }

    @Override
    public Figure ratio(Kpi.Ratio ratio, Condition scope, Vocabulary vocabulary, Instant now) {
        var compiled =
                ConditionCompiler.compileEach(
                        List.of(
                                new Condition.All(List.of(scope, ratio.over())),
                                new Condition.All(List.of(scope, ratio.over(), ratio.of()))),
                        vocabulary,
                        now,
                        Reach.ALL);
        WholeTables.makeRoom(jdbc);
        return jdbc.sql(
                        "select count(*) filter (where %s) as whole, count(*) filter (where %s) as part from contact c\n%s"
                                .formatted(
                                        compiled.predicates().get(0),
                                        compiled.predicates().get(1),
                                        compiled.joins()))
                .params(compiled.parameters())
                .query((row, _) -> share(row, Figure.Why.NOBODY))
                .single();
    }

    @Override
    public Figure builtIn(BuiltInKpi kpi, Condition scope, Vocabulary vocabulary, Instant now) {
        var sale = vocabulary.saleEvent();
        return switch (kpi) {
            case REPEAT_RATE ->
                    ratio(
                            new Kpi.Ratio(bought(sale, YEAR, 2), bought(sale, YEAR, 1)),
                            scope,
                            vocabulary,
                            now);
            case CHURN ->
                    ratio(
                            new Kpi.Ratio(
                                    new Condition.Not(bought(sale, YEAR, 1)),
                                    bought(sale, TWO_YEARS, 1)),
                            scope,
                            vocabulary,
                            now);
            case ACTIVATION_RATE -> activation(scope, vocabulary, now);
            case AVERAGE_BASKET ->
                    amount(
                            "select avg(amount) as value from sale where at > :now - interval '12 months'",
                            scope,
                            vocabulary,
                            now);
            case LIFETIME_VALUE ->
                    amount(
                            "select sum(amount) / nullif(count(distinct contact_id), 0) as value from sale",
                            scope,
                            vocabulary,
                            now);
            case OPEN_RATE -> messages("m.opened_at is not null", "EMAIL", scope, vocabulary, now);
            case CLICK_RATE ->
                    messages("m.clicked_at is not null", "EMAIL", scope, vocabulary, now);
            case OPT_OUT_RATE ->
                    messages("m.unsubscribed_at is not null", null, scope, vocabulary, now);
            case COMPLAINT_RATE ->
                    messages("m.complained_at is not null", null, scope, vocabulary, now);
            case NPS -> score(scope, vocabulary, now);
        };
    }

    private static Condition bought(String sale, Span within, int atLeast) {
        return new Condition.Events(
                sale,
                List.of(),
                within,
                List.of(
                        new Measure.Count(
                                List.of(
                                        Comparison.of(
                                                Comparison.Operator.GTE, Operand.of(atLeast))))));
    }

    private Figure activation(Condition scope, Vocabulary vocabulary, Instant now) {
        return measured(
                        """
                        , buyer as (
                            select f.contact_id, (array_agg(f.at order by f.at))[1] as first_at,
                                   (array_agg(f.at order by f.at))[2] as second_at
                            from event f
                            where f.type = :sale and f.at <= :now
                            group by f.contact_id)
                        select count(*) as whole,
                               count(*) filter (where second_at <= first_at + interval '30 days') as part
                        from buyer join member on member.id = buyer.contact_id
                        where first_at > :now - interval '12 months' and first_at <= :now - interval '30 days'
                        """,
                        scope,
                        vocabulary,
                        now)
                .param("sale", vocabulary.saleEvent())
                .query((row, _) -> share(row, Figure.Why.NOBODY))
                .single();
    }

    private Figure amount(String select, Condition scope, Vocabulary vocabulary, Instant now) {
        return measured(
                        """
                        , sale as (
                            select f.contact_id, f.at, %s as amount
                            from event f join member on member.id = f.contact_id
                            where f.type = :sale and f.at <= :now)
                        %s
                        """
                                .formatted(
                                        Subject.json("f.properties", "'amount'", "'UTC'").number(),
                                        select),
                        scope,
                        vocabulary,
                        now)
                .param("sale", vocabulary.saleEvent())
                .query((row, _) -> value(row.getBigDecimal("value")))
                .single();
    }

    private Figure messages(
            String which,
            @Nullable String channel,
            Condition scope,
            Vocabulary vocabulary,
            Instant now) {
        return measured(
                        """
                        select count(*) as whole, count(*) filter (where %s) as part
                        from message m join member on member.id = m.contact_id
                        where m.plan = :plan and m.status in ('SENT', 'UNCERTAIN')
                          and m.channel = coalesce(cast(:channel as text), m.channel)
                          and m.at > :now - interval '90 days' and m.at <= :now
                        """
                                .formatted(which),
                        scope,
                        vocabulary,
                        now)
                .param("plan", vocabulary.plan())
                .param("channel", channel)
                .query((row, _) -> share(row, Figure.Why.NO_MESSAGE))
                .single();
    }

    private Figure score(Condition scope, Vocabulary vocabulary, Instant now) {
        return measured(
                        """
                        , answer as (
                            select %s as score
                            from event f join member on member.id = f.contact_id
                            where f.type = 'nps' and f.at > :now - interval '12 months' and f.at <= :now)
                        select 100.0 * (count(*) filter (where score >= 9) - count(*) filter (where score <= 6))
                               / nullif(count(score), 0) as value
                        from answer
                        where score between 0 and 10
                        """
                                .formatted(
                                        Subject.json("f.properties", "'score'", "'UTC'").number()),
                        scope,
                        vocabulary,
                        now)
                .query((row, _) -> value(row.getBigDecimal("value")))
                .single();
    }

    /** A statement over the contacts in scope, which it finds as {@code member}. */
    private JdbcClient.StatementSpec measured(
            String select, Condition scope, Vocabulary vocabulary, Instant now) {
        var compiled = ConditionCompiler.compile(scope, vocabulary, now, Reach.ALL);
        WholeTables.makeRoom(jdbc);
        return jdbc.sql("with member as (select c.id " + compiled.fromWhere() + ")\n" + select)
                .params(compiled.parameters())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Figure entries(
            Trigger trigger,
            Condition target,
            Reentry reentry,
            Vocabulary vocabulary,
            int days,
            Instant now) {
        var from = now.minusSeconds(days * 86_400L);
        return new EntryFigures(jdbc, target, reentry, vocabulary, from, now).of(trigger);
    }

    private static Figure share(ResultSet row, Figure.Why otherwise) throws SQLException {
        var whole = row.getLong("whole");
        return whole == 0
                ? new Figure.None(otherwise)
                : new Figure.Value(
                        BigDecimal.valueOf(row.getLong("part"))
                                .divide(
                                        BigDecimal.valueOf(whole),
                                        SHARE_DECIMALS,
                                        RoundingMode.HALF_UP));
    }

    private static Figure value(@Nullable BigDecimal value) {
        return value == null
                ? new Figure.None(Figure.Why.NO_EVENT)
                : new Figure.Value(value.setScale(AMOUNT_DECIMALS, RoundingMode.HALF_UP));
    }
}
