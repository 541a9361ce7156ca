package org.marronnier.store.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.marronnier.domain.figure.Figure;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What rules did, read from the reasons that were kept with decisions. A message that was deferred
 * and then refused by the same rule is one that it refused.
 */
final class RuleEffects {

    private static final String SQL =
            """
            with held as (
                select d.asked, d.contact_id, d.outcome, reason.value as reason, reason.ordinality as place
                from (select 'run ' || d.run_id as asked, d.contact_id, d.outcome, d.at, d.reasons
                      from run r join any_decision d on d.run_id = r.id
                      where r.plan = :plan and (r.ended_at is null or r.ended_at >= :from)
                      union all
                      select 'step ' || d.enrolment_id || ' ' || d.step, d.contact_id, d.outcome, d.at, d.reasons
                      from live_scenario s join step_decision d on d.scenario_id = s.id
                      where s.plan = :plan) d
                     cross join lateral jsonb_array_elements(d.reasons) with ordinality as reason
                where d.outcome in ('SUPPRESS', 'DEFER')
                  and d.at >= :from and d.at < :until
                  and (d.outcome = 'DEFER' or reason.ordinality = 1)
            ), named as (
                select asked, contact_id, outcome, 'pressure:' || (count.value ->> 'rule') as rule
                from held cross join lateral jsonb_array_elements(reason -> 'counts') with ordinality as count
                where reason ->> 'gate' = 'PRESSURE' and (outcome = 'DEFER' or count.ordinality = 1)
                union all
                select asked, contact_id, outcome, 'quiet:' || period
                from held cross join lateral jsonb_array_elements_text(reason -> 'periods') as period
                where reason ->> 'gate' = 'QUIET'
            ), message as (
                select rule, asked, contact_id, bool_or(outcome = 'SUPPRESS') as suppressed
                from named
                group by rule, asked, contact_id
            )
            select rule, count(*) filter (where suppressed) as suppressed,
                   count(*) filter (where not suppressed) as deferred
            from message
            group by rule
            """;

    private RuleEffects() {}

    static Map<String, Figure.Effect> of(
            JdbcClient jdbc, String plan, Instant from, Instant until) {
        return jdbc
                .sql(SQL)
                .param("plan", plan)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(
                        (row, _) ->
                                Map.entry(
                                        row.getString("rule"),
                                        new Figure.Effect(
                                                row.getLong("suppressed"),
                                                row.getLong("deferred"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
