package org.marronnier.store.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.condition.TextReading;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/**
 * When a trigger would have fired, as SQL: rows of {@code contact_id} and {@code at}, whatever the
 * target. Section 10 of the decision rules says what each trigger means; calendar spans are counted
 * on the contact's clock.
 */
final class Firings {

    /** In days; older purchases are not asked when the next is due. */
    private static final int OLDEST_PURCHASE = 400;

    private final Parameters parameters = new Parameters("t");
    private final Comparing comparing = new Comparing(parameters);
    private final Windows windows;
    private final String from;
    private final String now;

    /**
     * @param from firings are later than this
     * @param now and not later than this
     */
    Firings(ZoneId zone, Instant from, Instant now) {
        this.windows = new Windows(now, zone, parameters);
        this.from = parameters.instant(from);
        this.now = windows.now();
    }

    Map<String, Object> parameters() {
        return parameters.values();
    }

    String onEvent(Trigger.OnEvent trigger) {
        return within(
                """
                select f.contact_id, %s as at
                from event f join contact c on c.id = f.contact_id
                where f.type = %s and f.at <= %s%s
                """
                        .formatted(
                                shifted("f.at", trigger.delay()),
                                parameters.text(trigger.event()),
                                now,
                                where(trigger)));
    }

    private String where(Trigger.OnEvent trigger) {
        var where = new StringBuilder();
        for (PropertyTest test : trigger.where()) {
            var subject =
                    Subject.json(
                            "f.properties", parameters.text(test.property()), windows.zone("c"));
            where.append(" and (")
                    .append(comparing.all(subject, test.comparisons()))
                    .append(") is true");
        }
        return where.toString();
    }

    /** What completes at the very instant counts, and of several starts then the last id does. */
    String abandonment(Trigger.Abandonment trigger) {
        var started = parameters.text(trigger.started());
        var same =
                trigger.correlate() == null
                        ? ""
                        : " and %s is not distinct from %s"
                                .formatted(
                                        sameness("d", trigger.correlate()),
                                        sameness("s", trigger.correlate()));
        return within(
                """
                select s.contact_id, s.due as at
                from (select f.contact_id, f.id, f.at, f.properties, %1$s as due
                      from event f join contact c on c.id = f.contact_id
                      where f.type = %2$s and f.at <= %3$s) s
                where s.due > %5$s and s.due <= %3$s
                  and not exists (
                    select from event d
                    where d.contact_id = s.contact_id and d.at >= s.at and d.at <= s.due
                      and (d.type = %4$s or d.type = %2$s and (d.at > s.at or d.id collate "C" > s.id collate "C"))%6$s)
                """
                        .formatted(
                                shifted("f.at", trigger.after()),
                                started,
                                now,
                                parameters.text(trigger.completed()),
                                from,
                                same));
    }

    /**
     * 29 February is kept on the last day of February in other years; nothing fires before the year
     * of the date itself.
     */
    String onDate(Trigger.OnDate trigger) {
        var date =
                trigger.field().equals("birthDate")
                        ? "c.birth_date"
                        : Subject.json(
                                        "c.attributes",
                                        parameters.text(trigger.field()),
                                        windows.zone("c"))
                                .date();
        var offset = parameters.interval(Windows.iso(trigger.offset()));
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
                                     generate_series(extract(year from %2$s - %4$s)::int - 1,
                                                     extract(year from %3$s - %4$s)::int + 1) as y (year)
                                where y.year >= extract(year from c.day)) d
                          """
                                .formatted(date, from, now, offset);
        return within(
                "select c.id as contact_id, local_instant(c.day + %s + cast(%s as time), %s) as at from (%s) c"
                        .formatted(
                                offset,
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
                             lead(f.at) over (partition by f.contact_id order by f.at, f.id collate "C") as next
                      from event f join contact c on c.id = f.contact_id
                      where f.type = any (%2$s) and f.at <= %3$s) e
                where e.next is null or e.next > e.due
                """
                        .formatted(
                                shifted("f.at", trigger.after()),
                                parameters.texts(trigger.events()),
                                now));
    }

    /** Intervals are microseconds. */
    String replenishment(Trigger.Replenishment trigger) {
        var type = parameters.text(trigger.event());
        return within(
                """
                select f.contact_id,
                       f.at + cast(floor(coalesce(case when g.intervals >= 2 then cast(g.median as numeric) end, %1$s) * %2$s)
                                   as double precision) * interval '1 microsecond' as at
                from event f
                join contact c on c.id = f.contact_id
                cross join lateral (
                    select count(p.gap) as intervals, percentile_cont(0.5) within group (order by p.gap) as median
                    from (select cast(extract(epoch from p.at - lag(p.at) over (order by p.at)) * 1000000 as double precision) as gap
                          from event p
                          where p.contact_id = f.contact_id and p.type = %3$s and p.at <= f.at
                            and %7$s = %4$s) p) g
                where f.type = %3$s and %4$s is not null
                  and f.at <= %5$s and f.at > %6$s - interval '%8$d days'
                """
                        .formatted(
                                usual(trigger),
                                parameters.number(trigger.factor()),
                                type,
                                sameness("f", trigger.product()),
                                now,
                                from,
                                sameness("p", trigger.product()),
                                OLDEST_PURCHASE));
    }

    /** How long a product lasts as a rule, in microseconds from the purchase. */
    private String usual(Trigger.Replenishment trigger) {
        var usual = new StringBuilder("case ").append(sameness("f", trigger.product()));
        new TreeMap<>(trigger.defaults())
                .forEach(
                        (name, span) ->
                                usual.append(" when ")
                                        .append(parameters.text(TextReading.folded(name)))
                                        .append(" then ")
                                        .append(shifted("f.at", span)));
        var otherwise = trigger.otherwise();
        usual.append(" else ")
                .append(
                        otherwise == null
                                ? "cast(null as timestamptz)"
                                : shifted("f.at", otherwise));
        return "extract(epoch from (" + usual + " end) - f.at) * 1000000";
    }

    /**
     * What makes two values of a property the same: their text without regard to case, or their
     * number. Null where there is no value, or a list or an object.
     */
    private String sameness(String event, String property) {
        return "("
                + Reading.folded(
                        Subject.json(
                                        event + ".properties",
                                        parameters.text(property),
                                        windows.planZone())
                                .text())
                + ")";
    }

    private String within(String firings) {
        return "select f.contact_id, f.at from (%s) f where f.at > %s and f.at <= %s"
                .formatted(firings, from, now);
    }

    /** The calendar part on the clock of the contact {@code c}, then the rest in exact time. */
    private String shifted(String instant, Span span) {
        var calendar = new Span(span.period(), Duration.ZERO);
        var exact = new Span(Period.ZERO, span.time());
        var day =
                calendar.isZero()
                        ? instant
                        : "local_instant((%1$s at time zone %2$s) + %3$s, %2$s)"
                                .formatted(
                                        instant,
                                        windows.zone("c"),
                                        parameters.interval(Windows.iso(calendar)));
        return exact.isZero()
                ? day
                : "(" + day + " + " + parameters.interval(Windows.iso(exact)) + ")";
    }
}
