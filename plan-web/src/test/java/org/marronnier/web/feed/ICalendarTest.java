package org.marronnier.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ICalendarTest {

    @Test
    void foldsAt75OctetsAndNeverWithinACharacter() {
        var summary = "é".repeat(200) + "🌰".repeat(50) + "x".repeat(100);

        var text = calendar(summary);

        assertThat(text.split("\r\n", -1))
                .allSatisfy(
                        line ->
                                assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                                        .isLessThanOrEqualTo(75));
        assertThat(text).doesNotContain("\ufffd").doesNotContainPattern("[^\r]\n");
        assertThat(text.replace("\r\n ", "")).contains("SUMMARY:" + summary + "\r\n");
    }

    @Test
    void escapesTexts() {
        assertThat(ICalendar.escaped("a,b;c\\d\r\ne\u0007:\"é\""))
                .isEqualTo("a\\,b\\;c\\\\d\\ne:\"é\"");
    }

    @Test
    void endsAnAllDayEventOnTheDayAfter() {
        assertThat(calendar("x"))
                .contains("DTSTART;VALUE=DATE:20270304\r\n", "DTEND;VALUE=DATE:20270307\r\n");
    }

    private static String calendar(String summary) {
        return new ICalendar("Plan")
                .event(
                        new ICalendar.Event(
                                "a@b",
                                3,
                                Instant.parse("2027-01-01T00:00:00Z"),
                                new ICalendar.When.On(
                                        LocalDate.of(2027, 3, 4), LocalDate.of(2027, 3, 6)),
                                summary,
                                "",
                                List.of(),
                                ICalendar.Standing.CONFIRMED,
                                "http://127.0.0.1/calendar"))
                .end();
    }
}
