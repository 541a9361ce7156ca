package org.marronnier.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How long every page takes over 1,000,000 contacts, 2,000,000 consents, 3,000,000 events and more
 * than 3,000,000 messages, asked over HTTP by somebody who signed in.
 */
class PagesBenchmark extends ShopTest {

    private static final long CONTACTS = Long.getLong("contacts", 1_000_000);
    private static final int TIMES = Integer.getInteger("times", 30);
    private static final int WARM_UP = Integer.getInteger("warm-up", 10);
    private static final Duration AIM = Duration.ofMillis(200);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient nobody = HttpClient.newHttpClient();
    private final HttpClient somebody =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String token = "";

    /** Of one page: its times, shortest first, in nanoseconds, and its size. */
    private record Timed(Ask ask, long[] sorted, int bytes) {

        double at(double share) {
            return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }

        String line() {
            return "%-42s | %7.1f | %7.1f | %7.1f | %7.1f %s"
                    .formatted(
                            ask.name(),
                            at(0.5),
                            at(0.95),
                            at(1),
                            bytes / 1000.0,
                            at(0.95) > AIM.toMillis() ? "| SLOW" : "|");
        }
    }

    @Test
    void asksEveryPage() throws IOException, InterruptedException {
        var start = System.nanoTime();
        var shop = shop(CONTACTS);
        System.out.printf(
                "The shop is filled in %d s.%n", (System.nanoTime() - start) / 1_000_000_000);
        signIn();
        var asks = Asks.of(shop);

        for (var ask : asks) {
            for (var i = 0; i < WARM_UP; i++) {
                assertThat(ask(ask).statusCode()).as(ask.name()).isIn(200, 302);
            }
        }
        awaitAudiences();
        var times = new HashMap<Ask, List<Long>>();
        var bytes = new HashMap<Ask, Integer>();
        for (var i = 0; i < TIMES; i++) {
            for (var ask : asks) {
                var before = System.nanoTime();
                var answer = ask(ask);
                times.computeIfAbsent(ask, _ -> new ArrayList<>()).add(System.nanoTime() - before);
                bytes.put(ask, answer.body().length);
            }
        }

        report(
                asks.stream()
                        .map(
                                ask ->
                                        new Timed(
                                                ask,
                                                times.get(ask).stream()
                                                        .mapToLong(Long::longValue)
                                                        .sorted()
                                                        .toArray(),
                                                bytes.get(ask)))
                        .toList());
    }

    private void report(List<Timed> pages) {
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.printf(
                "%,d contacts, each page %d times by turns after %d; load %.1f on %d processors; heap %d of %d MB%n",
                CONTACTS,
                TIMES,
                WARM_UP,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors(),
                memory.getUsed() >> 20,
                memory.getMax() >> 20);
        System.out.printf(
                "%-42s | %7s | %7s | %7s | %7s |%n", "page", "median", "95 %", "worst", "KB");
        pages.forEach(page -> System.out.println(page.line()));
        var all =
                pages.stream()
                        .flatMapToLong(page -> Arrays.stream(page.sorted()))
                        .sorted()
                        .toArray();
        System.out.println(
                new Timed(new Ask("all", "", "", Map.of(), Ask.Kind.OTHER), all, 0).line());
        System.out.println(
                "above %d ms at 95 %%: %s"
                        .formatted(
                                AIM.toMillis(),
                                pages.stream()
                                        .filter(page -> page.at(0.95) > AIM.toMillis())
                                        .map(page -> page.ask().name())
                                        .collect(Collectors.joining(", "))));
    }

    /** Pages ask for the counts of their audiences, which are taken behind them. */
    private void awaitAudiences() throws InterruptedException {
        var waiting = "select count(*) from audience_count where state = 'WAITING'";
        while (jdbc().queryForObject(waiting, Long.class) > 0) {
            Thread.sleep(1_000);
        }
    }

    private HttpResponse<byte[]> ask(Ask ask) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(at(ask.path())));
        request.header("Accept-Language", "fr").header("Accept-Encoding", "gzip");
        if (ask.kind() == Ask.Kind.PART) {
            request.header("HX-Request", "true");
        }
        if (ask.isPost()) {
            var form = new HashMap<>(ask.form());
            form.put("_csrf", token);
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        }
        return (ask.kind() == Ask.Kind.ALONE ? nobody : somebody)
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void signIn() throws IOException, InterruptedException {
        var form = Map.of("name", "admin", "password", PASSWORD, "_csrf", tokenOf("/sign-in"));
        var answer =
                somebody.send(
                        HttpRequest.newBuilder(URI.create(at("/sign-in")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(next -> assertThat(next).doesNotContain("sign-in"));
        token = tokenOf("/account");
    }

    private String tokenOf(String path) throws IOException, InterruptedException {
        var page =
                somebody.send(
                                HttpRequest.newBuilder(URI.create(at(path))).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        var token = TOKEN.matcher(page);
        assertThat(token.find()).as("a token in " + path).isTrue();
        return token.group(1);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
