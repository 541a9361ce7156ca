package org.marronnier.web.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @ParameterizedTest
    @CsvSource({
        "05/01/2027, 2027-01-05,",
        "5/1/27, 2027-01-05,",
        "05.01.2027, 2027-01-05,",
        "05-01-2027, 2027-01-05,",
        "2027-01-05, 2027-01-05,",
        "2027-01-05T09:30, 2027-01-05, 09:30",
        "05/01/2027 9h, 2027-01-05, 09:00",
        "05/01/2027 14:05:30, 2027-01-05, 14:05:30",
        "mardi 5 janvier 2027, 2027-01-05,",
        "1er février 2027, 2027-02-01,",
        "12 août 2027 à 18 h 30, 2027-08-12, 18:30",
        "5 January 2027, 2027-01-05,",
        "29/02/2028, 2028-02-29,"
    })
    void readsDatesAsPeopleWriteThem(String text, LocalDate date, LocalTime time) {
        assertThat(Moments.when(Cell.of(text), false)).contains(new Moments.When(date, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2027", "01/31/2027", "2027-13-01", "mai", "05/01", "12", "x"})
    void refusesWhatIsNoDate(String text) {
        assertThat(Moments.when(Cell.of(text), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "46392, 2027-01-05,",
        "46392.5, 2027-01-05, 12:00",
        "46392.4166666667, 2027-01-05, 10:00",
        "1, 1900-01-01,",
        "59, 1900-02-28,",
        "61, 1900-03-01,"
    })
    void readsDatesThatExcelCounts(BigDecimal number, LocalDate date, LocalTime time) {
        assertThat(Moments.when(new Cell.Amount(number), false))
                .contains(new Moments.When(date, time));
    }

    @Test
    void readsDatesCountedFrom1904() {
        assertThat(Moments.when(new Cell.Amount(BigDecimal.valueOf(44930)), true))
                .contains(new Moments.When(LocalDate.of(2027, 1, 5), null));
    }

    @ParameterizedTest
    @CsvSource({
        "10:00, 10:00",
        "10 h, 10:00",
        "10\u00a0h\u00a030, 10:30",
        "9h05, 09:05",
        "0.4166666667, 10:00"
    })
    void readsTimes(String text, LocalTime time) {
        var cell = text.contains(".") ? new Cell.Amount(new BigDecimal(text)) : Cell.of(text);

        assertThat(Moments.time(cell)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "10", "midi"})
    void refusesWhatIsNoTime(String text) {
        assertThat(Moments.time(Cell.of(text))).isEmpty();
    }
}
