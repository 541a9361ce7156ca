package org.marronnier.scheduler.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.marronnier.scheduler.weather.Forecasts.Answer;
import org.marronnier.scheduler.weather.Forecasts.Place;
import org.springframework.mock.env.MockEnvironment;

class OpenMeteoGatewayTest {

    private static final Place PARIS = new Place(new BigDecimal("48.86"), new BigDecimal("2.35"));

    private final Provider provider = new Provider();
    private final OpenMeteoGateway gateway = gateway(provider.url());

    @AfterEach
    void close() {
        gateway.destroy();
        provider.close();
    }

    @Test
    void asksForOneDayAndTheNextByTheClocksOfThePlace() {
        provider.everywhere(Provider.recorded("paris.json"));

        var answer = (Answer.Known) gateway.at(PARIS);

        assertThat(provider.asked())
                .containsExactly(
                        "latitude=48.86&longitude=2.35&daily=precipitation_sum,snowfall_sum,temperature_2m_max,temperature_2m_min,wind_speed_10m_max&timezone=auto&forecast_days=2");
        assertThat(answer.utcOffset()).isEqualTo(3_600);
        assertThat(answer.days()).hasSize(2);
        assertThat(plain(answer, "2026-01-12"))
                .isEqualTo(
                        Map.of(
                                "minTemperature", "-3.1",
                                "maxTemperature", "2.4",
                                "precipitation", "1.2",
                                "snow", "8.4",
                                "wind", "14.8"));
    }

    @Test
    void leavesOutWhatIsNotForecast() {
        provider.everywhere(Provider.recorded("reunion.json"));

        var answer = (Answer.Known) gateway.at(PARIS);

        assertThat(answer.utcOffset()).isEqualTo(14_400);
        assertThat(plain(answer, "2026-01-13"))
                .isEqualTo(
                        Map.of(
                                "minTemperature", "24.9",
                                "maxTemperature", "30.6",
                                "precipitation", "12.4",
                                "wind", "29.1"));
    }

    @Test
    void keepsWhatTheSettingsAskOfTheProvider() {
        provider.everywhere(Provider.recorded("paris.json"));

        assertThat(gateway(provider.url() + "?model=best").at(PARIS))
                .isInstanceOf(Answer.Known.class);
        assertThat(provider.asked().getFirst()).startsWith("model=best&latitude=48.86&");
    }

    @Test
    @Timeout(10)
    void tellsHowAProviderFails() {
        assertThat(failure(provider.hangs())).isEqualTo("TIMEOUT");
        assertThat(failure(provider.trickles())).isEqualTo("TIMEOUT");
        assertThat(failure(Provider.rambles())).isEqualTo("TOO_LONG");
        assertThat(failure(Provider.says(400, Provider.read("refused.json"))))
                .isEqualTo("STATUS 400");
        assertThat(failure(Provider.says(503, ""))).isEqualTo("STATUS 503");
        assertThat(failure(Provider.says(200, ""))).isEqualTo("GARBLED");
        assertThat(failure(Provider.says(200, "<html>"))).isEqualTo("GARBLED");
        assertThat(failure(Provider.says(200, "{\"daily\":[]}"))).isEqualTo("GARBLED");
        assertThat(failure(Provider.says(200, Provider.read("refused.json")))).isEqualTo("GARBLED");
        assertThat(
                        failure(
                                Provider.says(
                                        200,
                                        Provider.read("paris.json").replace("-01-12", "-13-45"))))
                .isEqualTo("GARBLED");
        provider.close();
        assertThat(gateway.at(PARIS)).isEqualTo(new Answer.Failed("UNREACHABLE"));
    }

    @Test
    void asksNobodyUnlessTheSettingsNameOne() {
        var nobody = gateway("");

        assertThat(nobody.isThere()).isFalse();
        assertThat(nobody.at(PARIS)).isEqualTo(new Answer.Failed("NO_PROVIDER"));
        assertThat(gateway("nowhere at all").at(PARIS)).isEqualTo(new Answer.Failed("NO_URL"));
    }

    private String failure(Provider.Manner manner) {
        provider.everywhere(manner);
        return ((Answer.Failed) gateway.at(PARIS)).failure();
    }

    private static Map<String, String> plain(Answer.Known answer, String day) {
        return answer.days().get(LocalDate.parse(day)).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stripTrailingZeros().toPlainString()));
    }

    private static OpenMeteoGateway gateway(String url) {
        var settings = new MockEnvironment();
        settings.setProperty("marronnier.weather.url", url);
        settings.setProperty("marronnier.weather.timeout", "PT0.5S");
        return new OpenMeteoGateway(settings);
    }
}
