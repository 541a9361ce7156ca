package org.marronnier.domain.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;

/** What counts as tighter, and what as looser. */
class StrictnessTest {

    private static final Scope CALLS =
            GivenRules.scope(Set.of(Channel.PHONE), Set.of(MessageType.PROMOTIONAL));
    private static final PressureRule FOUR_CALLS = rule(CALLS, "P30D", cap(4));

    @Test
    void takesAnythingTighter() {
        assertThat(Strictness.laxer(FOUR_CALLS, FOUR_CALLS)).isEmpty();
        assertThat(Strictness.laxer(rule(CALLS, "P30D", cap(3)), FOUR_CALLS)).isEmpty();
        assertThat(Strictness.laxer(rule(CALLS, "P60D", cap(4)), FOUR_CALLS)).isEmpty();
        assertThat(Strictness.laxer(rule(Scope.ANY, "P30D", cap(4)), FOUR_CALLS)).isEmpty();
        assertThat(Strictness.laxer(rule(CALLS, "P30D", cap(4, special("vip", 2))), FOUR_CALLS))
                .isEmpty();
    }

    @Test
    void findsARuleThatIsSwitchedOffLooserThanAny() {
        var off =
                new PressureRule(
                        FOUR_CALLS.key(),
                        FOUR_CALLS.name(),
                        FOUR_CALLS.restricts(),
                        FOUR_CALLS.window(),
                        FOUR_CALLS.unit(),
                        FOUR_CALLS.limit(),
                        null,
                        true);

        assertThat(Strictness.laxer(off, FOUR_CALLS)).containsExactly("paused");
    }

    @Test
    void namesEveryFieldThatIsLooser() {
        assertThat(Strictness.laxer(rule(CALLS, "P30D", cap(5)), FOUR_CALLS))
                .containsExactly("max");
        assertThat(Strictness.laxer(rule(CALLS, "P29D", cap(4)), FOUR_CALLS))
                .containsExactly("window");
        assertThat(Strictness.laxer(rule(CALLS, "P30D", cap(4, special("vip", 5))), FOUR_CALLS))
                .containsExactly("overrides[0].max");
        var narrower =
                new Scope(
                        Set.of(Channel.PHONE),
                        Set.of(MessageType.SERVICE),
                        Set.of("accueil"),
                        Set.of(),
                        Set.of());
        assertThat(Strictness.laxer(rule(narrower, "P30D", cap(4)), FOUR_CALLS))
                .containsExactly(
                        "restricts.types",
                        "restricts.programmes",
                        "counts.types",
                        "counts.programmes");
        var block = new PressureRule.Block("claim", List.of());
        assertThat(Strictness.laxer(rule(CALLS, "P30D", block), FOUR_CALLS)).containsExactly("max");
        assertThat(Strictness.laxer(FOUR_CALLS, rule(CALLS, "P30D", block)))
                .containsExactly("after");
    }

    @Test
    void knowsThatATransactionalMessageIsOnlyMeantWhereItIsNamed() {
        var named = GivenRules.scope(Set.of(), EnumSet.allOf(MessageType.class));
        assertThat(Strictness.laxer(rule(Scope.ANY, "P7D", cap(2)), rule(named, "P7D", cap(2))))
                .containsExactly("restricts.types");
        assertThat(Strictness.laxer(rule(named, "P7D", cap(2)), rule(Scope.ANY, "P7D", cap(2))))
                .isEmpty();
    }

    @Test
    void followsTheLimitsOfSegmentsInTheirOrder() {
        var floor = rule(CALLS, "P30D", cap(4, special("vip", 6), special("new", 2)));

        assertThat(
                        Strictness.laxer(
                                rule(CALLS, "P30D", cap(4, special("vip", 5), special("new", 2))),
                                floor))
                .isEmpty();
        assertThat(Strictness.laxer(rule(CALLS, "P30D", cap(4, special("vip", 6))), floor))
                .containsExactly("max");
        assertThat(Strictness.laxer(rule(CALLS, "P30D", cap(2)), floor)).isEmpty();
        assertThat(
                        Strictness.laxer(
                                rule(CALLS, "P30D", cap(2, special("new", 2), special("vip", 6))),
                                floor))
                .containsExactly("overrides[1].max");
    }

    @ParameterizedTest
    @CsvSource({
        "P7D, week, true", "P6D, week, false", "P31D, month, true", "P30D, month, false",
        "P1M, P28D, true", "P1M, P29D, false", "P30D, P1M, false", "P31D, P1M, true",
        "PT24H, PT12H, true", "PT24H, P1D, false", "PT49H, P1D, true", "P1D, PT24H, false",
        "month, day, true", "month, week, false", "year, quarter, true", "week, P1D, false"
    })
    void comparesWindows(String window, String floor, boolean holds) {
        assertThat(Windows.holds(window(window), window(floor))).isEqualTo(holds);
    }

    @Test
    void letsQuietHoursGrowAndNotShrink() {
        var night = weekly(EnumSet.allOf(DayOfWeek.class), 20, 8);

        assertThat(quieter(weekly(EnumSet.allOf(DayOfWeek.class), 19, 9), night)).isTrue();
        assertThat(quieter(weekly(EnumSet.allOf(DayOfWeek.class), 20, 7), night)).isFalse();
        assertThat(quieter(weekly(EnumSet.of(DayOfWeek.MONDAY), 20, 8), night)).isFalse();
        assertThat(
                        quieter(
                                weekly(EnumSet.allOf(DayOfWeek.class), 0, 0),
                                new QuietPeriod.PublicHolidays("FR")))
                .isTrue();
        assertThat(
                        quieter(
                                new QuietPeriod.PublicHolidays("BE"),
                                new QuietPeriod.PublicHolidays("FR")))
                .isFalse();
        var august = new QuietPeriod.Dates(LocalDate.of(2027, 8, 1), LocalDate.of(2027, 8, 31));
        var week = new QuietPeriod.Dates(LocalDate.of(2027, 8, 9), LocalDate.of(2027, 8, 15));
        assertThat(quieter(august, week)).isTrue();
        assertThat(quieter(week, august)).isFalse();
    }

    @Test
    void namesTheChannelsAndTypesThatAPeriodLeavesOut() {
        var night = weekly(EnumSet.allOf(DayOfWeek.class), 20, 8);
        var both = new QuietPeriod("q", Set.of(Channel.SMS, Channel.PHONE), Set.of(), night);
        var sms = new QuietPeriod("q", Set.of(Channel.SMS), Set.of(MessageType.PROMOTIONAL), night);

        assertThat(Strictness.laxer(sms, both)).containsExactly("channels", "types");
        assertThat(Strictness.laxer(both, sms)).isEmpty();
    }

    @Test
    void ordersRegimesByTheConsentThatTheyAsk() {
        assertThat(Strictness.asksForAsMuch(line(Regime.DOUBLE_OPT_IN), line(Regime.OPT_IN)))
                .isTrue();
        assertThat(Strictness.asksForAsMuch(line(Regime.OPT_OUT), line(Regime.SOFT_OPT_IN)))
                .isFalse();
    }

    private static boolean quieter(QuietPeriod.Pattern pattern, QuietPeriod.Pattern floor) {
        return Strictness.laxer(
                        new QuietPeriod("q", Set.of(), Set.of(), pattern),
                        new QuietPeriod("q", Set.of(), Set.of(), floor))
                .isEmpty();
    }

    private static Typology.Line line(Regime regime) {
        return new Typology.Line(Channel.SMS, MessageType.PROMOTIONAL, regime);
    }

    private static QuietPeriod.Weekly weekly(Set<DayOfWeek> days, int from, int to) {
        return new QuietPeriod.Weekly(days, LocalTime.of(from, 0), LocalTime.of(to, 0), false);
    }

    private static PressureRule rule(Scope scope, String span, PressureRule.Limit limit) {
        return new PressureRule("r", "R", scope, window(span), PressureRule.Unit.PERSON, limit);
    }

    private static Window window(String text) {
        return text.startsWith("P")
                ? GivenRules.rolling(text)
                : new Window.Calendar(Window.Unit.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private static PressureRule.Cap cap(int max, PressureRule.Special... overrides) {
        return new PressureRule.Cap(max, null, false, List.of(overrides));
    }

    private static PressureRule.Special special(String segment, int max) {
        return new PressureRule.Special(new Condition.InSegment(segment), max);
    }
}
