package org.marronnier.scheduler.weather;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider of forecasts on this machine, that answers what was recorded, or misbehaves. */
final class Provider implements AutoCloseable {

    /** What it does when asked about a latitude. */
    interface Manner {
        void answer(HttpExchange call) throws IOException;
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Manner otherwise = Provider::missing;

    Provider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(hands);
        server.createContext("/v1/forecast", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/v1/forecast".formatted(server.getAddress().getPort());
    }

    /** Every question, in the order they came. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    Provider at(String latitude, Manner manner) {
        manners.put(latitude, manner);
        return this;
    }

    Provider everywhere(Manner manner) {
        manners.clear();
        otherwise = manner;
        return this;
    }

    static Manner recorded(String file) {
        return says(200, read(file));
    }

    /** A recorded answer as if it were of another day, with another lowest temperature. */
    static Manner forecasting(String day, String next, String lowest) {
        return says(
                200,
                read("paris.json")
                        .replace("2026-01-13", next)
                        .replace("2026-01-12", day)
                        .replace("-3.1", lowest));
    }

    static Manner says(int status, String body) {
        return call -> {
            var bytes = body.getBytes(UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
        };
    }

    /** Never answers. */
    Manner hangs() {
        return _ -> awaitTheEnd();
    }

    /** Begins its answer, and never ends it. */
    Manner trickles() {
        return call -> {
            call.sendResponseHeaders(200, 0);
            call.getResponseBody().write('{');
            call.getResponseBody().flush();
            awaitTheEnd();
        };
    }

    static Manner rambles() {
        return call -> {
            call.sendResponseHeaders(200, 0);
            var words = "{\"reason\":\"nothing\"}".repeat(1_000).getBytes(UTF_8);
            for (var at = 0; at < 1_000; at++) {
                call.getResponseBody().write(words);
            }
        };
    }

    private static void missing(HttpExchange call) throws IOException {
        says(404, "").answer(call);
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var query = call.getRequestURI().getQuery();
            asked.add(query);
            var latitude = query.replaceAll(".*latitude=([^&]*).*", "$1");
            manners.getOrDefault(latitude, otherwise).answer(call);
        }
    }

    static String read(String file) {
        try (var in = Provider.class.getResourceAsStream("/weather/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no recorded answer " + file);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        hands.shutdownNow();
    }
}
