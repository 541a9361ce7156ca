package org.marronnier.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Events a second from HTTP to their commit, over 1,000,000 contacts, one by one and in arrays of
 * 100; the clients run in the same process, and wait for each answer before they send on.
 */
class IntakeBenchmark extends WebTest {

    private static final long CONTACTS = Long.getLong("contacts", 1_000_000);
    private static final int SECONDS = Integer.getInteger("seconds", 15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong next = new AtomicLong();

    @Autowired private JdbcClient jdbc;

    /**
     * What one client did: events that were accepted, and the time of each call, in nanoseconds.
     */
    private record Done(long events, long refusedCalls, long[] times) {}

    @Test
    void takesEventsIn() throws Exception {
        jdbc.sql(
                        """
                        insert into contact (external_id, email, first_name, known_zone)
                        select 'B' || lpad(i::text, 9, '0'), 'b' || i || '@mail.example', 'Camille', 'Europe/Paris'
                        from generate_series(1, :contacts) i
                        """)
                .param("contacts", CONTACTS)
                .update();
        jdbc.sql("vacuum analyze contact").update();
        for (int clients : new int[] {4, 16}) {
            measure("warm-up", 100, clients, 5);
            measure("arrays of 100, %d clients".formatted(clients), 100, clients, SECONDS);
        }
        for (int clients : new int[] {4, 16, 64}) {
            measure("warm-up", 1, clients, 5);
            measure("one by one, %d clients".formatted(clients), 1, clients, SECONDS);
        }
    }

    private void measure(String name, int size, int clients, int seconds) throws Exception {
        long before = stored();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        var done = new ArrayList<Done>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Done> client = () -> send(size, end);
            for (var one : threads.invokeAll(java.util.Collections.nCopies(clients, client))) {
                done.add(one.get());
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        long events = done.stream().mapToLong(Done::events).sum();
        assertThat(stored() - before).as("every accepted event is stored").isEqualTo(events);
        var times = done.stream().flatMapToLong(one -> Arrays.stream(one.times)).sorted().toArray();
        System.out.printf(
                "%-28s %,9.0f events/s, %,7d calls, median %6.1f ms, 95%% %6.1f ms, 99%% %6.1f ms, worst %6.1f ms, %d times 503%n",
                name,
                events / took,
                times.length,
                at(times, 0.5),
                at(times, 0.95),
                at(times, 0.99),
                at(times, 1),
                done.stream().mapToLong(Done::refusedCalls).sum());
    }

    private Done send(int size, long end) throws Exception {
        long events = 0;
        long busy = 0;
        var times = LongStream.builder();
        while (System.nanoTime() < end) {
            var body = body(size);
            long from = System.nanoTime();
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(at("/api/v1/events")))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Authorization", "Bearer " + KEY)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            times.add(System.nanoTime() - from);
            if (answer.statusCode() == 202) {
                assertThat(answer.body()).contains("\"accepted\":" + size);
                events += size;
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
                busy++;
                Thread.sleep(200);
            }
        }
        return new Done(events, busy, times.build().toArray());
    }

    private String body(int size) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(
                    """
                    {"id": "benchmark-%d", "externalId": "B%09d", "type": "visit", "at": "%s", "page": "/shoes/4711", "amount": 59.90, "sku": "A-12"}"""
                            .formatted(
                                    next.incrementAndGet(),
                                    1 + ThreadLocalRandom.current().nextLong(CONTACTS),
                                    now));
        }
        return size == 1 ? events.getFirst() : events.toString();
    }

    private long stored() {
        return jdbc.sql("select count(*) from event").query(Long.class).single();
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
