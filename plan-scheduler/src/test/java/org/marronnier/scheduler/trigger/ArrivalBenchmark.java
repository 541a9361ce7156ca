package org.marronnier.scheduler.trigger;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.Rules;
import org.marronnier.scheduler.enrolment.EnrolmentWalker;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.event.IncomingEvents;
import org.marronnier.store.imports.SentEvent;

/**
 * Events from intake to messages in the outbox, with 50 scenarios in service and a million
 * contacts: how many a second get through, and, at half that, how long it takes from the event's
 * arrival to its message. Four of ten events are of a type that nobody listens to, one of four
 * makes a scenario fire and send. {@code -Dcontacts}, {@code -Devents} and {@code -Dseconds} (of
 * the second part) change its size, {@code -Drate} what it takes for half of the load.
 */
class ArrivalBenchmark {

    private static final int CONTACTS = Integer.getInteger("contacts", 1_000_000);
    private static final int EVENTS = Integer.getInteger("events", 100_000);
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int RATE = Integer.getInteger("rate", 0);
    private static final int TYPES = 20;
    private static final int AT_ONCE = 500;
    private static final int MOST_WAITING = 20_000;

    private final TestDatabase database = TestDatabase.migrated();
    private final Random random = new Random(5);
    private final House house = House.byHand(database.dataSource(), plans(), Clock.systemUTC());
    private volatile boolean over;
    private int sent;

    @Test
    void takesEventsThroughToTheOutbox() throws Exception {
        new Contacts(database.jdbc()).many(CONTACTS);
        database.jdbc()
                .sql(
                        "update contact set birth_date = date '1950-01-01' + cast(id % 20000 as integer)")
                .update();
        noteMessages();
        database.jdbc().sql("vacuum analyze").update();
        house.get(KeepingScenarios.class).reconcile();
        arm();
        try (var hands = Executors.newCachedThreadPool()) {
            for (var loop :
                    List.of(
                            house.get(ArrivalWorker.class),
                            house.get(AppointmentWorker.class),
                            house.get(EnrolmentWalker.class))) {
                for (var hand = 0; hand < loop.hands(); hand++) {
                    hands.execute(() -> work(loop));
                }
            }
            measure(hands);
        }
        house.close();
        database.close();
    }

    private void measure(ExecutorService hands) throws InterruptedException {
        flood(EVENTS / 10);
        var rate = flood(EVENTS);
        say("%,d events, as fast as they go: %,.0f a second through to the outbox", EVENTS, rate);
        say("messages %s", one("select count(*)::text from message"));
        var half = RATE > 0 ? RATE : (int) (rate / 2);
        database.jdbc().sql("truncate noted").update();
        trickle(half);
        await();
        say(
                "%,d events a second for %d s: arrival to message %s",
                half,
                SECONDS,
                one(
                        """
                        select string_agg(to_char(p * 100, 'FM990') || ' %: ' || to_char(v, 'FM99990') || ' ms', ', ' order by p)
                        from (select unnest(array[0.5, 0.9, 0.99, 1.0]) as p,
                                     unnest(percentile_cont(array[0.5, 0.9, 0.99, 1.0]) within group (order by took)) as v
                              from (select extract(epoch from n.at) * 1000
                                           - cast(split_part(e.fired_by, '-', 2) as bigint) as took
                                    from noted n join enrolment e on e.id = n.enrolment_id) t) v
                        """));
        say("messages %s", one("select count(*)::text from noted"));
        say("errors %s", one("select count(*)::text from arrival where error is not null"));
        say("failed %s", one("select count(*)::text from enrolment where state = 'FAILED'"));
        over = true;
        hands.shutdown();
        hands.awaitTermination(30, TimeUnit.SECONDS);
    }

    private void arm() {
        var start = System.nanoTime();
        while (!one("select count(*)::text from live_scenario where armed_up_to is not null")
                .equals("0")) {
            house.get(Arming.class).drainOnce();
        }
        say(
                "%,d contacts have their appointments in 50 scenarios after %.0f s",
                CONTACTS, (System.nanoTime() - start) / 1e9);
    }

    /** As the threads of a process do. */
    private void work(Loop loop) {
        while (!over) {
            if (loop.drainOnce() == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private double flood(int count) throws InterruptedException {
        var start = System.nanoTime();
        for (var done = 0; done < count; done += AT_ONCE) {
            take(AT_ONCE);
            while (waiting() > MOST_WAITING) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        await();
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private void trickle(int aSecond) {
        var start = System.nanoTime();
        var parts = 20;
        for (var i = 0; i < SECONDS * parts; i++) {
            take(aSecond / parts);
            var next = start + (i + 1) * TimeUnit.SECONDS.toNanos(1) / parts;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
    }

    private void await() throws InterruptedException {
        while (waiting() > 0 || due() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void take(int count) {
        var now = house.get(Clock.class).instant();
        var events = new ArrayList<SentEvent>(count);
        for (var i = 0; i < count; i++) {
            events.add(event(i, now));
        }
        house.get(IncomingEvents.class).take(events, "API", now);
    }

    private SentEvent event(int index, Instant now) {
        var of100 = random.nextInt(100);
        var type =
                of100 < 40
                        ? "visit"
                        : of100 < 50 ? "cart" + of100 % 5 : "type" + random.nextInt(TYPES);
        return new SentEvent(
                index,
                "b-" + now.toEpochMilli() + "-" + sent++,
                "C%06d".formatted(1 + random.nextInt(CONTACTS - 1)),
                type,
                now,
                "{\"kind\": \"%s\", \"amount\": %d}"
                        .formatted("abcd".charAt(random.nextInt(4)), random.nextInt(200)));
    }

    private long waiting() {
        return Long.parseLong(one("select count(*)::text from arrival where error is null"));
    }

    private long due() {
        return Long.parseLong(
                one(
                        "select count(*)::text from enrolment where state = 'RUNNING' and act_at <= now()"));
    }

    private void noteMessages() {
        for (var sql :
                List.of(
                        "create table noted (enrolment_id bigint, at timestamptz)",
                        """
                        create function noting() returns trigger language plpgsql as $$
                        begin
                            insert into noted select enrolment_id, clock_timestamp() from fresh;
                            return null;
                        end $$
                        """,
                        """
                        create trigger noting after insert on message referencing new table as fresh
                        for each statement execute function noting()
                        """)) {
            database.jdbc().sql(sql).update();
        }
    }

    private String one(String sql) {
        return database.jdbc().sql(sql).query(String.class).single();
    }

    private static PlansInHand plans() {
        var plans =
                new PlansInHand().lasting("2020-01-01", "2039-12-31").rule(Rules.atMost(4, "P7D"));
        var asked = new ArrayList<Asks>();
        for (var i = 0; i < 2 * TYPES; i++) {
            asked.add(
                    Asks.when(
                            "event-" + i,
                            Asks.event("type" + i / 2, "kind", i % 2 == 0 ? "a" : "b")));
        }
        for (var i = 0; i < 5; i++) {
            asked.add(Asks.when("cart-" + i, Asks.abandoned("cart" + i, "purchase", "PT3H")));
        }
        for (var i = 0; i < 4; i++) {
            asked.add(Asks.when("silent-" + i, Asks.silent("P30D", "type" + i)));
        }
        asked.add(Asks.when("birthday", Asks.birthday("P0D", "09:00")));
        for (var one : asked) {
            plans.scenario(
                    one.steps(send(), new Step.WaitFor(Span.days(3)), new Step.End()).brief(),
                    Status.LIVE);
        }
        return plans;
    }

    private static Step send() {
        return new Step.Send(
                "hello",
                List.of(Channel.EMAIL),
                Span.parse("P5D"),
                WhenCapped.DEFER,
                BigDecimal.ONE,
                null,
                List.of());
    }

    private static void say(String what, Object... values) {
        System.out.println("### " + String.format(Locale.ROOT, what, values));
    }
}
