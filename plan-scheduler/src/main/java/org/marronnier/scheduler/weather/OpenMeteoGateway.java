package org.marronnier.scheduler.weather;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of forecasts that speaks Open-Meteo's format over HTTP. While the settings name none,
 * nobody is asked.
 */
@Component
final class OpenMeteoGateway implements Forecasts, DisposableBean {

    /** No answer is longer than this. */
    private static final int LONGEST = 200_000;

    /** What is asked for, by the measure that it is, and what it is multiplied by. */
    private record Variable(String name, BigDecimal factor) {}

    private static final Map<String, Variable> VARIABLES =
            Map.of(
                    "minTemperature", new Variable("temperature_2m_min", BigDecimal.ONE),
                    "maxTemperature", new Variable("temperature_2m_max", BigDecimal.ONE),
                    "precipitation", new Variable("precipitation_sum", BigDecimal.ONE),
                    // The format has snow in cm.
                    "snow", new Variable("snowfall_sum", BigDecimal.TEN),
                    "wind", new Variable("wind_speed_10m_max", BigDecimal.ONE));

    private static final String ASKED =
            "daily="
                    + String.join(
                            ",", VARIABLES.values().stream().map(Variable::name).sorted().toList())
                    + "&timezone=auto&forecast_days=2";

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient client;
    private final @Nullable String url;
    private final Duration patience;

    OpenMeteoGateway(Environment settings) {
        var named = settings.getProperty("marronnier.weather.url", "").strip();
        this.url = named.isEmpty() ? null : named;
        this.patience =
                DurationStyle.detectAndParse(
                        settings.getProperty("marronnier.weather.timeout", "PT10S"));
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    @Override
    public boolean isThere() {
        return url != null;
    }

    @Override
    public Answer at(Place place) {
        return url == null ? new Answer.Failed("NO_PROVIDER") : ask(url, place);
    }

    private Answer ask(String url, Place place) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url + question(url, place)))
                            .timeout(patience)
                            .header("Accept", "application/json")
                            .build();
            var asked =
                    client.sendAsync(
                            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
            try {
                return read(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                // The patience is for the whole answer: one that trickles is cut off.
                asked.cancel(true);
            }
        } catch (TimeoutException e) {
            return new Answer.Failed("TIMEOUT");
        } catch (ExecutionException e) {
            return new Answer.Failed(word(e.getCause()));
        } catch (IllegalArgumentException e) {
            return new Answer.Failed("NO_URL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("INTERRUPTED");
        }
    }

    private static String question(String url, Place place) {
        return (url.contains("?") ? "&" : "?")
                + "latitude=%s&longitude=%s&".formatted(place.latitude(), place.longitude())
                + ASKED;
    }

    private static String word(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> "TIMEOUT";
            case ConnectException _ -> "UNREACHABLE";
            case IOException broken when String.valueOf(broken.getMessage()).contains("capacity") ->
                    "TOO_LONG";
            case null, default -> "BROKEN";
        };
    }

    private Answer read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            return new Answer.Failed("STATUS " + answer.statusCode());
        }
        try {
            var tree = json.readTree(answer.body());
            var daily = tree.path("daily");
            var time = daily.path("time");
            var offset = tree.path("utc_offset_seconds");
            if (!time.isArray() || !offset.isInt() || Math.abs(offset.asInt()) > 18 * 3_600) {
                return new Answer.Failed("GARBLED");
            }
            var days = new HashMap<LocalDate, Map<String, BigDecimal>>();
            for (var at = 0; at < time.size(); at++) {
                days.put(LocalDate.parse(time.path(at).asString()), day(daily, at));
            }
            return new Answer.Known(offset.asInt(), days);
        } catch (JacksonException | DateTimeException e) {
            return new Answer.Failed("GARBLED");
        }
    }

    /** What the answer leaves out, or has as null, is not known. */
    private static Map<String, BigDecimal> day(JsonNode daily, int at) {
        var measures = new HashMap<String, BigDecimal>();
        VARIABLES.forEach(
                (measure, variable) -> {
                    var value = daily.path(variable.name).path(at);
                    if (value.isNumber()) {
                        measures.put(measure, value.decimalValue().multiply(variable.factor));
                    }
                });
        return measures;
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    /** What the measures are called, as a scenario names them. */
    static List<String> measures() {
        return VARIABLES.keySet().stream().sorted().toList();
    }
}
