package org.marronnier.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class FiguresTest {

    private static final LocalDate DAY = LocalDate.of(2026, 5, 19);

    private final Figures figures = new Figures(ZoneId.of("Europe/Paris"));

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void writesFrench() {
        LocaleContextHolder.setLocale(Locale.FRANCE);

        assertThat(figures.number(1234567)).isEqualTo("1\u00a0234\u00a0567");
        assertThat(figures.loss(12386)).isEqualTo("\u221212\u00a0386");
        assertThat(figures.signed(3)).isEqualTo("+3");
        assertThat(figures.decimal(1.5, 1)).isEqualTo("1,5");
        assertThat(figures.percent(0.31, 0)).isEqualTo("31\u00a0%");
        assertThat(figures.day(DAY)).isEqualTo("mar. 19 mai");
        assertThat(figures.date(DAY)).isEqualTo("19 mai 2026");
        assertThat(figures.date(LocalDate.of(2026, 3, 1))).isEqualTo("1er mars 2026");
        assertThat(figures.day(LocalDate.of(2026, 5, 1))).isEqualTo("ven. 1er mai");
        assertThat(figures.month(LocalDate.of(2026, 5, 1))).isEqualTo("mai 2026");
        assertThat(figures.time(LocalTime.of(9, 0))).isEqualTo("9:00");
        assertThat(figures.timeInText(LocalTime.of(9, 0))).isEqualTo("9\u00a0h\u00a000");
        assertThat(figures.dateTime(Instant.parse("2026-05-19T07:05:00Z")))
                .isEqualTo("19 mai 2026, 9:05");
    }

    @Test
    void writesEnglish() {
        LocaleContextHolder.setLocale(Locale.UK);

        assertThat(figures.number(1234567)).isEqualTo("1,234,567");
        assertThat(figures.decimal(1.5, 1)).isEqualTo("1.5");
        assertThat(figures.percent(0.31, 0)).isEqualTo("31%");
        assertThat(figures.day(DAY)).isEqualTo("Tue 19 May");
        assertThat(figures.date(LocalDate.of(2026, 3, 1))).isEqualTo("1 March 2026");
        assertThat(figures.timeInText(LocalTime.of(9, 0))).isEqualTo("9:00");
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,2,50%",
        "0,1,3,33.333%",
        "0,0,10,0%",
        "0,10,10,100%",
        "0,20,10,100%",
        "0,5,0,0%",
        "25,100,200,37.5%",
        "0,1,10,10%"
    })
    void writesAShareAsALength(double from, double to, double total, String length) {
        assertThat(figures.share(from, to, total)).isEqualTo(length);
    }
}
