package org.marronnier.web.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.marronnier.web.scenario.ShopSky.Place;

/** A provider on this machine that tells the made-up weather in the format of Open-Meteo. */
final class ShopForecasts implements AutoCloseable {

    private static final String FORMAT =
            """
            {"latitude":%s,"longitude":%s,"generationtime_ms":0.08,"utc_offset_seconds":%d,"timezone":"%s",
            "daily_units":{"time":"iso8601","snowfall_sum":"cm","temperature_2m_min":"°C","wind_speed_10m_max":"km/h"},
            "daily":{"time":["%s","%s"],"precipitation_sum":[null,null],"snowfall_sum":[%s,%s],
            "temperature_2m_min":[%s,%s],"wind_speed_10m_max":[%s,%s]}}
            """;

    private final Clock clock;
    private final HttpServer server;
    private final AtomicInteger silences = new AtomicInteger();

    ShopForecasts(Clock clock) {
        this.clock = clock;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/v1/forecast", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/v1/forecast".formatted(server.getAddress().getPort());
    }

    /** How many questions had no good answer. */
    int silences() {
        return silences.get();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var query = call.getRequestURI().getQuery() + "&";
            var place =
                    Arrays.stream(Place.values())
                            .filter(one -> query.contains("latitude=" + one.latitude + "&"))
                            .filter(one -> query.contains("longitude=" + one.longitude + "&"))
                            .findFirst()
                            .orElseThrow();
            var now = clock.instant();
            var silence = ShopSky.silence(place, now);
            if (silence != null) {
                silences.incrementAndGet();
            }
            switch (silence) {
                case null -> say(call, 200, tell(place, now));
                case BUSY -> say(call, 503, "busy");
                case GARBLED -> say(call, 200, "<html>");
                case OF_YESTERDAY -> say(call, 200, tell(place, now.minusSeconds(3 * 86_400)));
            }
        }
    }

    private static String tell(Place place, Instant now) {
        var today = ShopSky.today(place, now);
        var tomorrow = ShopSky.tomorrow(place, now);
        var day = ShopSky.day(place, now);
        return FORMAT.formatted(
                place.latitude,
                place.longitude,
                place.zone.getRules().getOffset(now).getTotalSeconds(),
                place.zone,
                day,
                day.plusDays(1),
                centimetres(today.snow()),
                centimetres(tomorrow.snow()),
                today.lowest(),
                tomorrow.lowest(),
                today.wind(),
                tomorrow.wind());
    }

    private static BigDecimal centimetres(BigDecimal millimetres) {
        return millimetres.movePointLeft(1);
    }

    private static void say(HttpExchange call, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
