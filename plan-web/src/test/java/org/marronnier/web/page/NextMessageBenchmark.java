package org.marronnier.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long a site waits to know what a contact who comes is to be shown: over the large shop, by
 * HTTP, with twenty offers on the web that stand, each for some of all contacts, under five
 * pressure rules.
 */
class NextMessageBenchmark extends ShopTest {

    private static final long CONTACTS = Long.getLong("contacts", 1_000_000);
    private static final int SECONDS = Integer.getInteger("seconds", 15);
    private static final int OFFERS = 20;

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

    @Autowired private ImportingPlan importing;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void asksForTheNextMessage() throws Exception {
        var shop = shop(CONTACTS);
        var outcome =
                importing.importText(
                        plan().getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "claire", true);
        assertThat(outcome).isInstanceOf(ImportingPlan.Outcome.Imported.class);
        Supplier<String> anybody =
                () -> shop.contact(1 + ThreadLocalRandom.current().nextLong(CONTACTS));
        for (var clients : new int[] {1, 4, 16}) {
            measure("warm-up", anybody, clients, 5);
            measure("anybody, %d clients".formatted(clients), anybody, clients, SECONDS);
        }
        measure("who has lived with the brand for years", () -> shop.contact(1), 1, SECONDS);
    }

    private void measure(String name, Supplier<String> contact, int clients, int seconds)
            throws Exception {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var times = new ArrayList<Long>();
        var shown = 0L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Asked> client = () -> ask(contact, end);
            for (var one : threads.invokeAll(Collections.nCopies(clients, client))) {
                Arrays.stream(one.get().times).forEach(times::add);
                shown += one.get().shown;
            }
        }
        Collections.sort(times);
        System.out.printf(
                "%-40s %,7d answers (%,d a second), %d of 100 with a message, median %6.1f ms, 95%% %6.1f ms, 99%% %6.1f ms, worst %6.1f ms%n",
                name,
                times.size(),
                times.size() / seconds,
                100 * shown / times.size(),
                at(times, 0.5),
                at(times, 0.95),
                at(times, 0.99),
                at(times, 1));
    }

    /** What one client saw; times in nanoseconds. */
    private record Asked(long shown, long[] times) {}

    private Asked ask(Supplier<String> contact, long end) throws Exception {
        var shown = 0L;
        var times = LongStream.builder();
        while (System.nanoTime() < end) {
            var from = System.nanoTime();
            var answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    at(
                                                            "/api/v1/contacts/%s/next-message?channel=WEB"
                                                                    .formatted(contact.get()))))
                                    .timeout(Duration.ofSeconds(30))
                                    .header(
                                            "Authorization",
                                            "Bearer a-key-of-the-tests-0123456789abcdef")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofString());
            times.add(System.nanoTime() - from);
            assertThat(answer.statusCode()).isIn(200, 204);
            shown += answer.statusCode() == 200 ? 1 : 0;
        }
        return new Asked(shown, times.build().toArray());
    }

    private static double at(ArrayList<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }

    private static String plan() {
        return """
        marronnier: 1
        plan: {key: web-plan, name: Accueil, brand: Maison, from: %1$s, to: %2$s, zone: Europe/Paris,
               locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D}
        conventions:
          purposes: [{key: web-offers, name: Offres}]
        templates:
          - {key: web-banner, channel: WEB, locale: fr, html: "<p>Bonjour {{firstName}}</p>", text: "Bonjour {{firstName}}"}
        rules:
          pressure:
            - {key: web-week, name: Semaine, restricts: {types: [PROMOTIONAL]}, max: 3, window: {rolling: P7D}}
            - {key: web-day, name: Jour, restricts: {channels: [WEB]}, max: 2, window: {rolling: PT24H}}
            - {key: web-month, name: Mois, restricts: {types: [PROMOTIONAL]}, max: 8, window: {calendar: month}, unit: person}
            - {key: web-home, name: Foyer, restricts: {types: [PROMOTIONAL]}, max: 6, window: {rolling: P7D}, unit: household}
            - {key: web-claim, name: Silence, restricts: {types: [PROMOTIONAL]}, after: {event: claim}, window: {rolling: P10D}}
        campaigns:
        %3$s
        """
                .formatted(
                        TODAY.minusDays(30),
                        TODAY.plusDays(300),
                        IntStream.range(0, OFFERS)
                                .mapToObj(NextMessageBenchmark::campaign)
                                .collect(Collectors.joining("\n")));
    }

    private static String campaign(int number) {
        return """
          - {key: web-offer-%1$d, name: Bandeau %1$d, kind: one-off, type: PROMOTIONAL, purpose: web-offers, channels: [WEB], priority: %2$d,
             template: web-banner, start: %3$sT00:00, expiry: P9D, status: approved, target: %4$s}"""
                .formatted(
                        number,
                        10 + number * 4,
                        TODAY.minusDays(2),
                        switch (number % 4) {
                            case 0 -> "{field: tier, eq: gold}";
                            case 1 ->
                                    "{event: purchase, count: {gte: 1}, within: P%dD}"
                                            .formatted(7 + number);
                            case 2 -> "{field: city, eq: Ville %d}".formatted(number);
                            default ->
                                    "{event: cart, count: {gte: 2}, within: P%dD}"
                                            .formatted(30 + number);
                        });
    }
}
