package org.marronnier.store.audience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/**
 * When a trigger would have fired, as SQL: rows of {@code contact_id} and {@code at}, whatever the
 * target. Section 10 of the decision rules says what each trigger means; calendar spans are counted
 * on the plan's clock.
 */
final class Firings {

    /** In days; older purchases are not asked when the next is due. */
    private static final int OLDEST_PURCHASE = 400;

    private final Parameters parameters = new Parameters("t");
    private final Comparing comparing = new Comparing(parameters);
    private final Windows windows;
    private final String zone;
    private final String from;
    private final String now;

    /**
     * @param from firings are later than this
     * @param now and not later than this
     */
    Firings(ZoneId zone, Instant from, Instant now) {
        this.windows = new Windows(now, zone, parameters);
        this.zone = windows.planZone();
        this.from = parameters.instant(from);
        this.now = windows.now();
    }

    Map<String, Object> parameters() {
        return parameters.values();
    }

    String onEvent(Trigger.OnEvent trigger) {
        return within(
                "select f.contact_id, %s as at from event f where f.type = %s and f.at <= %s%s"
                        .formatted(
                                shifted("f.at", trigger.delay()),
                                parameters.text(trigger.event()),
                                now,
                                where(trigger)));
    }

    private String where(Trigger.OnEvent trigger) {
        var where = new StringBuilder();
        for (PropertyTest test : trigger.where()) {
            var subject = Subject.json("f.properties", parameters.text(test.property()), zone);
            where.append(" and (")
                    .append(comparing.all(subject, test.comparisons()))
                    .append(") is true");
        }
        return where.toString();
    }

    String abandonment(Trigger.Abandonment trigger) {
        var started = parameters.text(trigger.started());
        var same =
                trigger.correlate() == null
                        ? ""
                        : " and d.properties ->> %1$s is not distinct from s.properties ->> %1$s"
                                .formatted(parameters.text(trigger.correlate()));
        return within(
                """
                select s.contact_id, s.due as at
                from (select f.contact_id, f.at, f.properties, %1$s as due
                      from event f where f.type = %2$s and f.at <= %3$s) s
                where s.due > %5$s and s.due <= %3$s
                  and not exists (
                    select from event d
                    where d.contact_id = s.contact_id and d.at >= s.at and d.at <= s.due
                      and (d.type = %4$s or d.type = %2$s and d.at > s.at)%6$s)
                """
                        .formatted(
                                shifted("f.at", trigger.after()),
                                started,
                                now,
                                parameters.text(trigger.completed()),
                                from,
                                same));
    }

    /** 29 February is kept on the last day of February in other years. */
    String onDate(Trigger.OnDate trigger) {
        var date =
                trigger.field().equals("birthDate")
                        ? "c.birth_date"
                        : Subject.json(
                                        "c.attributes",
                                        parameters.text(trigger.field()),
                                        windows.zone("c"))
                                .date();
        var days =
                trigger.once()
                        ? "select c.id, c.known_zone, %s as day from contact c".formatted(date)
                        : """
                          select d.id, d.known_zone,
                                 d.first + least(extract(day from d.day)::int,
                                                 extract(day from d.first + interval '1 month - 1 day')::int) - 1 as day
                          from (select c.id, c.known_zone, c.day,
                                       make_date(y.year, extract(month from c.day)::int, 1) as first
                                from (select c.id, c.known_zone, %1$s as day from contact c) c,
                                     generate_series(extract(year from %2$s)::int - 1,
                                                     extract(year from %3$s)::int + 1) as y (year)
                                where y.year >= extract(year from c.day)) d
                          """
                                .formatted(date, from, now);
        return within(
                "select c.id as contact_id, (c.day + %s + cast(%s as time)) at time zone %s as at from (%s) c"
                        .formatted(
                                parameters.interval(Windows.iso(trigger.offset())),
                                parameters.text(trigger.at().toString()),
                                windows.zone("c"),
                                days));
    }

    /** The last of the events is silent for the whole span. */
    String inactivity(Trigger.Inactivity trigger) {
        return within(
                """
                select e.contact_id, e.due as at
                from (select f.contact_id, %1$s as due,
                             lead(f.at) over (partition by f.contact_id order by f.at) as next
                      from event f where f.type = any (%2$s) and f.at <= %3$s) e
                where e.next is null or e.next > e.due
                """
                        .formatted(
                                shifted("f.at", trigger.after()),
                                parameters.texts(trigger.events()),
                                now));
    }

    String replenishment(Trigger.Replenishment trigger) {
        var product = parameters.text(trigger.product());
        var type = parameters.text(trigger.event());
        return within(
                """
                select e.contact_id,
                       e.at + coalesce(case when g.intervals >= 2 then g.median end, %1$s) * cast(%2$s as double precision) as at
                from event e
                cross join lateral (
                    select count(p.gap) as intervals, percentile_cont(0.5) within group (order by p.gap) as median
                    from (select p.at - lag(p.at) over (order by p.at) as gap
                          from event p
                          where p.contact_id = e.contact_id and p.type = %3$s and p.at <= e.at
                            and p.properties ->> %4$s = e.properties ->> %4$s) p) g
                where e.type = %3$s and e.properties ->> %4$s is not null
                  and e.at <= %5$s and e.at > %6$s - interval '%7$d days'
                """
                        .formatted(
                                usual(trigger, product),
                                parameters.number(trigger.factor()),
                                type,
                                product,
                                now,
                                from,
                                OLDEST_PURCHASE));
    }

    private String usual(Trigger.Replenishment trigger, String product) {
        var otherwise = trigger.otherwise();
        var usual = new StringBuilder("case");
        trigger.defaults()
                .forEach(
                        (name, span) ->
                                usual.append(" when e.properties ->> ")
                                        .append(product)
                                        .append(" = ")
                                        .append(parameters.text(name))
                                        .append(" then ")
                                        .append(parameters.interval(Windows.iso(span))));
        usual.append(" when true then ")
                .append(
                        otherwise == null
                                ? "cast(null as interval)"
                                : parameters.interval(Windows.iso(otherwise)));
        return usual.append(" end").toString();
    }

    private String within(String firings) {
        return "select f.contact_id, f.at from (%s) f where f.at > %s and f.at <= %s"
                .formatted(firings, from, now);
    }

    private String shifted(String instant, Span span) {
        if (span.isZero()) {
            return instant;
        }
        var interval = parameters.interval(Windows.iso(span));
        return span.isExact()
                ? "(" + instant + " + " + interval + ")"
                : "((%1$s at time zone %2$s + %3$s) at time zone %2$s)"
                        .formatted(instant, zone, interval);
    }
}
