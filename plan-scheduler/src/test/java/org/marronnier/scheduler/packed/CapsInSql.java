package org.marronnier.scheduler.packed;

import java.util.stream.Collectors;
import org.marronnier.store.packed.ContactBits;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rolling caps of the plan in one statement, as one would write them in SQL: a candidate passes
 * where what the history holds and the candidates of higher rank that the same rule restricts,
 * taken as if all of them passed, leave it a place.
 *
 * <p>It does less than a decision: it counts candidates that were themselves refused, so that it
 * sends too little; it knows one clock, no time at which a place is free again, no other channel,
 * no quiet period, no preference, no address, no consent, no window of a message placed later, and
 * tells no reason.
 */
final class CapsInSql {

    private CapsInSql() {}

    static String statement(JdbcClient jdbc, int candidates) {
        var runs = BenchmarkPlan.brief(jdbc, candidates, _ -> new ContactBits()).runs();
        var rank = new int[1];
        var asks =
                runs.stream()
                        .map(
                                run ->
                                        "(%d, %d, '%s', '%s', %s)"
                                                .formatted(
                                                        run.run(),
                                                        rank[0]++,
                                                        run.asks().type(),
                                                        run.asks().channels().getFirst(),
                                                        run.asks().offer() == null
                                                                ? "null"
                                                                : "'" + run.asks().offer() + "'"))
                        .collect(Collectors.joining(", "));
        return """
        with clock as (
            select timestamptz '%1$s' as now, timestamptz '2026-11-01 00:00:00+01' as month
        ), asks (run_id, rank, type, channel, offer) as (
            values %2$s
        ), held as (
            select m.contact_id,
                   count(*) filter (where m.type = 'PROMOTIONAL' and m.at > clock.now - interval '7 days') as week,
                   count(*) filter (where m.type = 'PROMOTIONAL' and m.at >= clock.month) as month,
                   count(*) filter (where m.type <> 'TRANSACTIONAL' and m.channel in ('EMAIL', 'SMS')
                                      and m.at > clock.now - interval '24 hours') as day
            from message m, clock
            where m.at > clock.now - interval '31 days' and m.status in ('QUEUED', 'SENT', 'UNCERTAIN')
              and m.bounced_at is null
            group by m.contact_id
        ), at_home as (
            select coalesce(c.household, c.external_id) as home, count(*) as n
            from message m join contact c on c.id = m.contact_id, clock
            where m.channel = 'LETTER' and m.at > clock.now - interval '14 days'
              and m.status in ('QUEUED', 'SENT', 'UNCERTAIN') and m.bounced_at is null
            group by 1
        ), offered as (
            select m.contact_id, m.offer, count(*) as n
            from message m, clock
            where m.type = 'PROMOTIONAL' and m.offer is not null and m.at > clock.now - interval '14 days'
              and m.status in ('QUEUED', 'SENT', 'UNCERTAIN') and m.bounced_at is null
            group by 1, 2
        ), claimed as (
            select distinct e.contact_id from event e, clock where e.type = 'claim' and e.at > clock.now - interval '10 days'
        ), candidate as (
            select a.contact_id, coalesce(c.household, c.external_id) as home, asks.rank, asks.type, asks.channel, asks.offer,
                   case when c.attributes ->> 'tier' = 'gold' then 5 else 3 end as week_max,
                   asks.type = 'PROMOTIONAL' as promotional,
                   asks.type <> 'TRANSACTIONAL' and asks.channel in ('EMAIL', 'SMS') as digital
            from (select run_id, unnest(contacts) as contact_id from audience_chunk) a
            join asks on asks.run_id = a.run_id join contact c on c.id = a.contact_id
        ), counted as (
            select candidate.*,
                   count(*) filter (where promotional) over of_contact as promotional_before,
                   count(*) filter (where digital) over of_contact as digital_before,
                   case when offer is not null and promotional
                        then count(*) filter (where promotional) over (partition by contact_id, offer order by rank) end
                       as offer_before,
                   case when channel = 'LETTER'
                        then count(*) filter (where channel = 'LETTER') over (partition by home order by rank, contact_id) end
                       as letters_before
            from candidate
            window of_contact as (partition by contact_id order by rank)
        )
        select count(*)
        from counted
        left join held using (contact_id)
        left join at_home using (home)
        left join offered on offered.contact_id = counted.contact_id and offered.offer = counted.offer
        left join claimed on claimed.contact_id = counted.contact_id
        where (not promotional
               or (claimed.contact_id is null
                   and promotional_before + coalesce(held.week, 0) <= week_max
                   and promotional_before + coalesce(held.month, 0) <= 8
                   and (counted.offer is null or offer_before + coalesce(offered.n, 0) <= 1)))
          and (not digital or digital_before + coalesce(held.day, 0) <= 2)
          and (channel <> 'LETTER' or type = 'TRANSACTIONAL' or letters_before + coalesce(at_home.n, 0) <= 2)
        """
                .formatted(BenchmarkPlan.NOW, asks);
    }
}
