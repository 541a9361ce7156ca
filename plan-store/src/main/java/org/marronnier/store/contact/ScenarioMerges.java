package org.marronnier.store.contact;

import java.util.List;

/**
 * What a merge of two contacts does to the scenarios that they are in, as SQL over {@code
 * :survivor}, {@code :merged}, {@code :merge} and {@code :now}.
 *
 * <p>Enrolments become the survivor's, with what was decided in them. Of two in one scenario the
 * survivor's goes on and the other stops, unless the scenario lets one be inside twice. Firings
 * that both had stay apart. Who was inside an entry condition by either still is, so that what one
 * of them was already makes nobody enter, nor does the end of the merge. What waits for its instant
 * or to be answered is the survivor's too, and is worked out anew.
 */
final class ScenarioMerges {

    private ScenarioMerges() {}

    private static final String DOUBLED =
            """
            with doubled as (
                update enrolment e set state = 'STOPPED', reason = 'MERGED', ended_at = :now
                where e.contact_id = :merged and e.state = 'RUNNING'
                  and exists (select from enrolment o
                              where o.contact_id = :survivor and o.scenario_id = e.scenario_id and o.state = 'RUNNING')
                  and not coalesce((select (d.scenario ->> 'parallel')::boolean from scenario_edition d
                                    where d.id = e.edition_id), false)
                returning e.id, e.scenario_id, e.edition_id, e.step, e.waits_for
            ), counted as (
                {count}
                from doubled
                {kept}
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'stopped', id from doubled
            """;

    private static final String ENROLMENTS =
            """
            with moved as (
                update enrolment e set contact_id = :survivor
                where e.contact_id = :merged
                  and not exists (select from enrolment o
                                  where o.scenario_id = e.scenario_id and o.contact_id = :survivor
                                    and o.fired_by = e.fired_by)
                returning e.id
            ), decided as (
                update step_decision d set contact_id = :survivor from moved where d.enrolment_id = moved.id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'enrolment', id from moved
            """;

    private static final String INSIDE =
            """
            insert into contact_merge_row (merge_id, kind, key)
            select :merge, 'inside', m.scenario_id from live_scenario s
            join membership m on m.scenario_id = s.id and m.contact_id = :merged and m.inside
            """;

    private static final String MEMBERSHIPS =
            """
            insert into membership (scenario_id, contact_id, inside)
            select scenario_id, :survivor, inside from membership
            where contact_id = :merged and scenario_id in (select id from live_scenario)
            on conflict (scenario_id, contact_id) do update set inside = membership.inside or excluded.inside
            """;

    private static final String APPOINTMENTS =
            """
            with moved as (
                update appointment a set contact_id = :survivor
                where a.contact_id = :merged and a.scenario_id in (select id from live_scenario)
                  and not exists (select from appointment o
                                  where o.scenario_id = a.scenario_id and o.contact_id = :survivor
                                    and o.fired_by = a.fired_by)
                returning a.scenario_id, a.fired_by
            )
            insert into contact_merge_row (merge_id, kind, key)
            select :merge, 'appointment', scenario_id || ' ' || fired_by from moved
            """;

    /** But the survivor is gone through by itself. */
    private static final String ARRIVALS =
            """
            with forgotten as (
                delete from arrival where contact_id = :merged and type like 'arming:%'
            )
            update arrival set contact_id = :survivor where contact_id = :merged and (type is null or type not like 'arming:%')
            """;

    private static final String FORGOTTEN =
            """
            with gone as (
                delete from appointment
                where contact_id = :merged and scenario_id in (select id from live_scenario)
            )
            delete from membership where contact_id = :merged and scenario_id in (select id from live_scenario)
            """;

    private static final String ARRIVES =
            """
            insert into arrival (contact_id, at, received_at)
            select contact, :now, :now from unnest(array[{contacts}]) contact
            where exists (select from live_scenario where state <> 'ENDED')
            """;

    private static final String COUNT =
            """
            insert into scenario_tally (scenario_id, edition_id, day, step, line, n)
            select scenario_id, edition_id,
                   plan_day((select plan from live_scenario where id = scenario_id), :now),
                   step, line, {sign}sum(one)
            """;

    private static final String KEPT =
            """
            cross join lateral (
                select 'stopped' as line, 1 as one union all select 'deferred', -1 where waits_for = 'DEFERRED') l
            group by scenario_id, edition_id, step, line
            order by scenario_id, edition_id, step, line
            on conflict (scenario_id, day, edition_id, step, line) do update set n = scenario_tally.n + excluded.n
            """;

    /** In this order; after the events of the merged one became the survivor's. */
    static final List<String> THERE =
            List.of(
                    DOUBLED.replace("{count}", COUNT.replace("{sign}", "")).replace("{kept}", KEPT),
                    ENROLMENTS,
                    INSIDE,
                    MEMBERSHIPS,
                    APPOINTMENTS,
                    ARRIVALS,
                    FORGOTTEN,
                    ARRIVES.replace("{contacts}", "cast(:survivor as bigint)"));

    /** In this order; after the merged contact is there again. */
    static final List<String> BACK =
            List.of(
                    """
                    with back as (
                        update enrolment e set contact_id = :merged from contact_merge_row r
                        where r.merge_id = :merge and r.kind = 'enrolment' and e.id = r.key::bigint
                          and e.contact_id = :survivor
                        returning e.id
                    )
                    update step_decision d set contact_id = :merged from back where d.enrolment_id = back.id
                    """,
                    """
                    with back as (
                        update enrolment e set state = 'RUNNING', reason = null, ended_at = null
                        from contact_merge_row r
                        where r.merge_id = :merge and r.kind = 'stopped' and e.id = r.key::bigint
                          and e.state = 'STOPPED' and e.reason = 'MERGED'
                          and e.id >= (select begins_with from live_scenario s where s.id = e.scenario_id)
                        returning e.scenario_id, e.edition_id, e.step, e.waits_for
                    )
                    """
                            + COUNT.replace("{sign}", "-")
                            + "from back\n"
                            + KEPT,
                    """
                    insert into membership (scenario_id, contact_id, inside, at)
                    select s.id, :merged, true, :now
                    from contact_merge_row r join live_scenario s on s.id = r.key::bigint and s.state <> 'ENDED'
                    where r.merge_id = :merge and r.kind = 'inside'
                    on conflict do nothing
                    """,
                    """
                    update appointment a set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'appointment' and a.contact_id = :survivor
                      and a.scenario_id = split_part(r.key, ' ', 1)::bigint
                      and a.fired_by = substr(r.key, strpos(r.key, ' ') + 1)
                    """,
                    """
                    update arrival a set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'event' and a.event_id = r.key and a.contact_id = :survivor
                    """,
                    ARRIVES.replace(
                            "{contacts}", "cast(:survivor as bigint), cast(:merged as bigint)"));
}
