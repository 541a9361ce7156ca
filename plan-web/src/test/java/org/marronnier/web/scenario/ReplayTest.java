package org.marronnier.web.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.enrolment.EnrolmentWalker;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.trigger.AppointmentWorker;
import org.marronnier.scheduler.trigger.Arming;
import org.marronnier.scheduler.trigger.ArrivalWorker;
import org.marronnier.scheduler.weather.WeatherWorker;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.Marronnier;
import org.marronnier.web.imports.ShopYears;
import org.marronnier.web.scenario.ShopCalls.Call;
import org.marronnier.web.scenario.ShopSky.Place;
import org.marronnier.web.scenario.ShopStory.Customer;
import org.marronnier.web.scenario.ShopStory.Event;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two years of a real shop come in at their own times, and scenarios of every trigger take in whom
 * a plain program finds, at the same instants: not one more or less.
 */
@Order(2)
@SpringBootTest(
        classes = Marronnier.class,
        properties = {
            "MARRONNIER_DEMO=false",
            "MARRONNIER_API_KEY=" + ReplayTest.KEY,
            "marronnier.workers=false",
            "spring.quartz.auto-startup=false",
            "logging.level.org.marronnier.scheduler.weather=error"
        })
@AutoConfigureMockMvc
class ReplayTest {

    static final String KEY = "a-key-for-the-replay-0123456789abcdef";

    /** All of them take far longer: {@code -Dreplayed.share=1}. */
    private static final int ONE_CUSTOMER_IN = Integer.getInteger("replayed.share", 100);

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: shop, name: Shop, brand: Shop, from: 2009-11-30, to: 2011-12-31, zone: Europe/London,
                   locale: en, country: GB, saleEvent: purchase, universalControl: 0}
            conventions:
              stages:
                - {key: prospect, name: Prospect, when: {event: purchase, count: {eq: 0}}}
                - {key: active, name: Active, when: {event: purchase, within: P2M}}
                - {key: lapsed, name: Lapsed, when: {all: []}}
            segments:
              - {key: regular, name: Bought twice in 30 days, when: {event: purchase, within: P30D, count: {gte: 2}}}
              - {key: older, name: Forty and here, when: {all: [{field: birthDate, years: {gte: 40}}, {event: visit, within: P7D}]}}
            programmes:
              - key: club
                name: Club
                status: approved
                scenarios:
            %s
            """;

    private static final Map<String, String> TRIGGERS = new LinkedHashMap<>();

    static {
        TRIGGERS.put("big", "{event: purchase, where: {amount: {gte: 200}}, delay: P1D}");
        TRIGGERS.put("cancelled", "{event: cancellation}");
        TRIGGERS.put(
                "cart",
                "{abandonment: {started: cart, completed: purchase, after: PT4H, correlate: cart}}");
        TRIGGERS.put(
                "any-cart", "{abandonment: {started: cart, completed: purchase, after: PT90M}}");
        TRIGGERS.put("birthday", "{date: {field: birthDate, at: '02:30'}}");
        TRIGGERS.put("birthday-soon", "{date: {field: birthDate, offset: -P7D, at: '09:00'}}");
        TRIGGERS.put("silent", "{inactivity: {events: [purchase, visit], after: P30D}}");
        TRIGGERS.put(
                "again",
                "{replenishment: {event: item, product: product, factor: 0.8, default: P45D}}");
        TRIGGERS.put("regular", "{entry: {segment: regular}}");
        TRIGGERS.put("lapsed", "{entry: {stage: lapsed}}");
        TRIGGERS.put("older", "{entry: {segment: older}}");
        TRIGGERS.put("rang", "{event: inbound.call, delay: PT45M}");
        TRIGGERS.put("frost", "{weather: {when: {minTemperature: {lt: 0}}, cooldown: P2D}}");
        TRIGGERS.put(
                "storm", "{weather: {when: {snow: {gte: 11.5}, wind: {gt: 40}}, cooldown: PT6H}}");
        TRIGGERS.put("advice", "{call: {}}");
    }

    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final SteppedClock CLOCK = new SteppedClock(ShopStory.BEGIN);
    private static final ShopForecasts FORECASTS = new ShopForecasts(CLOCK);

    @TestBean private Clock clock;
    @Autowired private MockMvcTester mvc;
    @Autowired private JdbcClient jdbc;
    @Autowired private JsonMapper json;
    @Autowired private KeepingScenarios keeping;
    @Autowired private Arming arming;
    @Autowired private ArrivalWorker arrivals;
    @Autowired private AppointmentWorker appointments;
    @Autowired private EnrolmentWalker walks;
    @Autowired private WeatherWorker weather;

    static Clock clock() {
        return CLOCK;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry::add);
        registry.add("marronnier.weather.url", FORECASTS::url);
    }

    @AfterAll
    static void close() {
        FORECASTS.close();
    }

    @Test
    void takesInWhomAPlainProgramFinds() {
        var shop = ShopYears.find();
        assumeTrue(shop.isPresent(), "skipped: the data of the shop is not on this machine");
        var story = ShopStory.of(shop.get(), ONE_CUSTOMER_IN);
        story.customers().forEach(this::settle);
        assertThat(clock.instant()).isEqualTo(ShopStory.BEGIN);
        assertThat(post("/api/v1/plans", "application/yaml", PLAN.formatted(scenarios())))
                .hasStatus(201);
        keeping.reconcile("shop");
        drain(arming);

        var looks = new ArrayList<Instant>();
        var calls = new ShopCalls(story.customers());
        replay(story, looks, calls);

        assertThat(jdbc.sql("select count(*) from arrival").query(Long.class).single()).isZero();
        assertThat(
                        jdbc.sql("select distinct state from enrolment order by 1")
                                .query(String.class)
                                .list())
                .containsExactly("DONE");
        for (var scenario : TRIGGERS.keySet()) {
            compare(
                    scenario,
                    story,
                    (customer, events) ->
                            new ShopByHand(customer, events, looks, calls.of(customer.id())));
        }
        assertThat(FORECASTS.silences()).isGreaterThan(100);
        assertThat(calls.count()).isGreaterThan(100);
    }

    private static String scenarios() {
        return TRIGGERS.entrySet().stream()
                .map(
                        entry ->
                                "      - {key: %1$s, name: %1$s, type: SERVICE, status: live, reentry: always, parallel: true, trigger: %2$s, steps: [{end: true}]}"
                                        .formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private void settle(Customer customer) {
        jdbc.sql(
                        """
                        insert into contact (external_id, birth_date, zone, known_zone, country)
                        values (:id, :birth, :zone, :zone, :country)
                        """)
                .param("id", customer.id())
                .param("birth", customer.birth())
                .param("zone", customer.zone().getId())
                .param("country", customer.birth().getYear() % 2 == 0 ? "FR" : null)
                .update();
        live(customer, customer.home());
    }

    private void live(Customer customer, Place place) {
        jdbc.sql(
                        """
                        update contact set postcode = :postcode, attributes = cast(:attributes as jsonb)
                        where external_id = :id
                        """)
                .param("id", customer.id())
                .param("postcode", place.postcode)
                .param("attributes", place.attributes)
                .update();
    }

    /**
     * By steps of an hour to a day and a half; what happened in a step comes in any order, some of
     * it once more a step later, and cancellations a step late. At the end of each the sky is
     * looked at, and somebody may be called.
     */
    private void replay(ShopStory story, List<Instant> looks, ShopCalls calls) {
        var random = new Random(7);
        var again = new ArrayList<Event>();
        var next = 0;
        while (CLOCK.instant().isBefore(ShopStory.END)) {
            var before = CLOCK.instant();
            CLOCK.step(Duration.ofMinutes(60 + random.nextInt(1_980)));
            var batch = new ArrayList<>(again);
            again.clear();
            while (next < story.events().size()
                    && !story.events().get(next).at().isAfter(CLOCK.instant())) {
                var event = story.events().get(next++);
                var isLate = event.type().equals("cancellation");
                if (!isLate) {
                    batch.add(event);
                }
                if (isLate || random.nextInt(20) == 0) {
                    again.add(event);
                }
            }
            Collections.shuffle(batch, random);
            send(batch);
            story.customers().stream()
                    .filter(one -> one.place(before) != one.place(CLOCK.instant()))
                    .forEach(one -> live(one, one.next()));
            calls.at(CLOCK.instant()).forEach(this::call);
            looks.add(CLOCK.instant());
            drain(arrivals, appointments, weather::drainOnce, walks);
        }
        assertThat(next).isEqualTo(story.events().size());
    }

    private void send(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        for (var event : batch) {
            var tree = new LinkedHashMap<String, Object>(event.properties());
            tree.put("id", event.id());
            tree.put("externalId", event.customer());
            tree.put("type", event.type());
            tree.put("at", event.at().toString());
            lines.append(json.writeValueAsString(tree)).append('\n');
        }
        assertThat(post("/api/v1/events", "application/x-ndjson", lines.toString())).hasStatus(202);
    }

    private void call(Call call) {
        assertThat(
                        mvc.post()
                                .uri("/api/v1/scenarios/advice/enrolments")
                                .header("Authorization", "Bearer " + KEY)
                                .header("Idempotency-Key", call.key())
                                .header("Content-Type", "application/json")
                                .content(json.writeValueAsString(call.tree()))
                                .exchange())
                .hasStatus(200);
    }

    /** Until nothing moves. */
    private static void drain(Loop... loops) {
        for (var loop : loops) {
            while (loop.drainOnce() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void compare(
            String scenario,
            ShopStory story,
            BiFunction<Customer, List<Event>, ShopByHand> byHand) {
        var ofEach = new HashMap<String, List<Event>>();
        for (var event : story.events()) {
            ofEach.computeIfAbsent(event.customer(), _ -> new ArrayList<>()).add(event);
        }
        var expected = new TreeSet<String>();
        for (var customer : story.customers()) {
            byHand
                    .apply(customer, ofEach.getOrDefault(customer.id(), List.of()))
                    .fired(scenario)
                    .stream()
                    .filter(line -> isInTime(line))
                    .forEach(line -> expected.add(customer.id() + " " + line));
        }
        var rows =
                jdbc.sql(
                                """
                                select c.external_id, e.fired_by, e.fired_at, e.state
                                from enrolment e
                                join live_scenario s on s.id = e.scenario_id
                                join contact c on c.id = e.contact_id
                                where s.key = :scenario
                                """)
                        .param("scenario", scenario)
                        .query(
                                (row, _) ->
                                        (row.getString(4).equals("REFUSED") ? "refused " : "")
                                                + row.getString(1)
                                                + " "
                                                + row.getString(2)
                                                + " "
                                                + row.getObject(3, OffsetDateTime.class)
                                                        .toInstant())
                        .list();
        var more = new TreeSet<>(rows);
        more.removeAll(expected);
        var less = new TreeSet<>(expected);
        rows.forEach(less::remove);

        assertThat(expected).as("what a plain program finds of %s", scenario).isNotEmpty();
        assertThat(more.stream().limit(9)).as("%d too many of %s", more.size(), scenario).isEmpty();
        assertThat(less.stream().limit(9)).as("%d missing of %s", less.size(), scenario).isEmpty();
        assertThat(rows).as("rows of %s", scenario).hasSize(expected.size());
    }

    private static boolean isInTime(String line) {
        var at = Instant.parse(line.substring(line.lastIndexOf(' ') + 1));
        return at.isAfter(ShopStory.BEGIN) && !at.isAfter(CLOCK.instant());
    }

    private MvcTestResult post(String path, String type, String body) {
        return mvc.post()
                .uri(path)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", type)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }
}
