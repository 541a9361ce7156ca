package org.marronnier.scheduler.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.campaign.CampaignRunner;
import org.marronnier.store.database.TestDatabase;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

class CampaignClockworkTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final TriggerKey SALE = TriggerKey.triggerKey("sale", "plan:maison");

    private final TestDatabase database = TestDatabase.migrated();
    private final PlansInHand plans = new PlansInHand();
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger fired = new AtomicInteger();
    private final List<Node> nodes = new ArrayList<>();

    /** One process of a cluster, with a clockwork of its own on the shared database. */
    private record Node(House house, Scheduler scheduler, CampaignClockwork clockwork) {}

    @AfterEach
    void close() throws SchedulerException {
        for (var node : nodes) {
            node.scheduler.shutdown(true);
            node.house.close();
        }
        database.close();
    }

    @Test
    void firesOnceInAClusterAtTheLocalTimeOfThePlan() throws Exception {
        new Contacts(database.jdbc()).many(5);
        var one = node();
        var other = node();
        var due = soon(5);
        plans.campaign("sale", Status.APPROVED, asks -> asks.start(local(due).toString()));
        one.clockwork.reconcile();
        other.clockwork.reconcile();
        one.scheduler.start();
        other.scheduler.start();

        await(() -> !runs().isEmpty() && one.scheduler.getTrigger(SALE) == null);

        assertThat(runs()).containsExactly("maison sale " + due);
        assertThat(fired).hasValue(1);
    }

    @Test
    void firesWhatWasMissedAsSoonAsItCan() throws Exception {
        var dead = node();
        var due = soon(5);
        plans.campaign("sale", Status.APPROVED, asks -> asks.start(local(due).toString()));
        dead.clockwork.reconcile();
        assertThat(fireTime(dead)).isEqualTo(due);
        await(() -> clock.instant().isAfter(due.plusSeconds(1)));

        var next = node();
        next.clockwork.reconcile();
        next.scheduler.start();

        await(() -> !runs().isEmpty());
        assertThat(runs()).containsExactly("maison sale " + due);
    }

    @Test
    void windsUpARecurringCampaignForItsNextOccurrence() throws Exception {
        var node = node();
        var due = soon(5);
        plans.campaign(
                "sale",
                Status.LIVE,
                asks -> asks.start(local(due).toString()).recurrence("FREQ=DAILY"));
        node.clockwork.reconcile();
        node.scheduler.start();

        await(() -> fireTime(node).isAfter(due));

        assertThat(runs()).containsExactly("maison sale " + due);
        assertThat(fireTime(node))
                .isEqualTo(local(due).plusDays(1).atZone(PlansInHand.PARIS).toInstant());
    }

    /** It was to fire at the earlier instant, and would at both. */
    @Test
    void firesNothingAtAnInstantFromWhichItWasMoved() throws Exception {
        var node = node();
        var due = soon(-5);
        plans.campaign("sale", Status.APPROVED, asks -> asks.start("2050-01-13T10:00"));

        node.clockwork.fire("maison", "sale", due);

        assertThat(runs()).isEmpty();
        assertThat(fireTime(node)).isEqualTo(Instant.parse("2050-01-13T09:00:00Z"));
    }

    @Test
    void followsThePlan() throws Exception {
        plans.campaign("sale", Status.APPROVED, asks -> asks.start("2050-01-13T10:00"))
                .campaign("draft", Status.DRAFT, asks -> asks.start("2050-01-13T10:00"))
                .campaign("past", Status.APPROVED, asks -> asks.start("2020-01-13T10:00"));
        var node = node();
        node.clockwork.reconcile();
        assertThat(
                        node.scheduler.getTriggerKeys(
                                org.quartz.impl.matchers.GroupMatcher.anyTriggerGroup()))
                .containsExactly(SALE);
        assertThat(fireTime(node)).isEqualTo(Instant.parse("2050-01-13T09:00:00Z"));
        assertThat(node.scheduler.getTrigger(SALE).getMisfireInstruction())
                .isEqualTo(org.quartz.SimpleTrigger.MISFIRE_INSTRUCTION_FIRE_NOW);

        plans.campaign("sale", Status.APPROVED, asks -> asks.start("2050-07-13T10:00"));
        node.clockwork.reconcile("maison");
        assertThat(fireTime(node)).isEqualTo(Instant.parse("2050-07-13T08:00:00Z"));

        plans.campaign("sale", Status.PAUSED, asks -> asks.start("2050-07-13T10:00"));
        node.clockwork.reconcile("maison");
        assertThat(node.scheduler.getTrigger(SALE)).isNull();
        assertThat(node.scheduler.checkExists(JobKey.jobKey("sale", "plan:maison"))).isFalse();
    }

    private Node node() throws SchedulerException {
        var house = House.byHand(database.dataSource(), plans, clock);
        var scheduler = scheduler("node-" + nodes.size());
        var clockwork =
                new CampaignClockwork(scheduler, plans, house.get(CampaignRunner.class), clock);
        scheduler.setJobFactory(
                (_, _) -> {
                    fired.incrementAndGet();
                    return new FireCampaignJob(clockwork);
                });
        var node = new Node(house, scheduler, clockwork);
        nodes.add(node);
        return node;
    }

    /** As the application configures it. */
    private Scheduler scheduler(String instance) throws SchedulerException {
        var settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "marronnier");
        settings.setProperty("org.quartz.scheduler.instanceId", instance);
        settings.setProperty("org.quartz.threadPool.threadCount", "2");
        settings.setProperty(
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        settings.setProperty(
                "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        settings.setProperty("org.quartz.jobStore.isClustered", "true");
        settings.setProperty("org.quartz.jobStore.clusterCheckinInterval", "1000");
        settings.setProperty("org.quartz.jobStore.dataSource", instance);
        var source = "org.quartz.dataSource." + instance + ".";
        settings.setProperty(source + "provider", "hikaricp");
        settings.setProperty(source + "driver", "org.postgresql.Driver");
        settings.setProperty(source + "URL", database.url());
        settings.setProperty(source + "user", database.user());
        settings.setProperty(source + "password", database.password());
        settings.setProperty(source + "maxConnections", "4");
        // One JVM knows one scheduler of a name; a cluster is told by the database, not by the
        // repository.
        org.quartz.impl.SchedulerRepository.getInstance().remove("marronnier");
        return new StdSchedulerFactory(settings).getScheduler();
    }

    private List<String> runs() {
        return database.jdbc()
                .sql(
                        """
                        select plan || ' ' || campaign || ' ' || to_char(fired_for at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        from run order by id
                        """)
                .query(String.class)
                .list();
    }

    private Instant soon(int seconds) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
    }

    private static LocalDateTime local(Instant instant) {
        return instant.atZone(PlansInHand.PARIS).toLocalDateTime();
    }

    private static Instant fireTime(Node node) throws SchedulerException {
        Trigger trigger = node.scheduler.getTrigger(SALE);
        return trigger == null ? Instant.MIN : trigger.getStartTime().toInstant();
    }

    /** Quartz keeps real time, so these tests do too. */
    private static void await(Condition come) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!come.holds()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
