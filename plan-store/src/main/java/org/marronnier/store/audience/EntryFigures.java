package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How often contacts would have entered a scenario.
 *
 * @param target of the scenario
 * @param from entries are later than this
 * @param now and not later than this
 */
record EntryFigures(
        JdbcClient jdbc,
        Condition target,
        Reentry reentry,
        Vocabulary vocabulary,
        Instant from,
        Instant now) {

    private static final int FETCHED = 5_000;

    Figure of(Trigger trigger) {
        var firings = new Firings(vocabulary.zone(), from, now);
        return switch (trigger) {
            case Trigger.OnEvent event -> entries(firings.onEvent(event), firings);
            case Trigger.Abandonment abandonment ->
                    entries(firings.abandonment(abandonment), firings);
            case Trigger.OnDate date -> entries(firings.onDate(date), firings);
            case Trigger.Inactivity inactivity -> entries(firings.inactivity(inactivity), firings);
            case Trigger.Replenishment replenishment ->
                    entries(firings.replenishment(replenishment), firings);
            case Trigger.EntersSegment(var segment) -> arrivals(new Condition.InSegment(segment));
            case Trigger.EntersStage(var stage) -> arrivals(new Condition.InStage(stage));
            case Trigger.Weather _ -> new Figure.None(Figure.Why.WEATHER);
            case Trigger.OnCall _ -> new Figure.None(Figure.Why.CALL);
        };
    }

    /** Of the contacts that match the target now. */
    private Figure entries(String sql, Firings firings) {
        var compiled = ConditionCompiler.compile(target, vocabulary, now, Reach.ALL);
        var count = new EntryCount(reentry, vocabulary.zone());
        WholeTables.makeRoom(jdbc);
        jdbc.sql(
                        """
                        select f.contact_id, f.at, member.known_zone
                        from (%s) f
                        join (select c.id, c.known_zone %s) member on member.id = f.contact_id
                        order by f.contact_id, f.at
                        """
                                .formatted(sql, compiled.fromWhere()))
                .params(compiled.parameters())
                .params(firings.parameters())
                .withFetchSize(FETCHED)
                .query(count);
        return new Figure.Value(BigDecimal.valueOf(count.entries()));
    }

    /** The contacts that match a segment or a stage now and did not at the beginning. */
    private Figure arrivals(Condition place) {
        var here =
                ConditionCompiler.compile(
                        new Condition.All(List.of(place, target)), vocabulary, now, Reach.ALL);
        var before =
                ConditionCompiler.compile(place, vocabulary, from, Reach.ALL, new Parameters("b"));
        WholeTables.makeRoom(jdbc);
        var arrived =
                jdbc.sql(
                                "select count(*) from (select c.id %s except select c.id %s) arrived"
                                        .formatted(here.fromWhere(), before.fromWhere()))
                        .params(here.parameters())
                        .params(before.parameters())
                        .query(Long.class)
                        .single();
        return new Figure.Value(BigDecimal.valueOf(arrived));
    }
}
