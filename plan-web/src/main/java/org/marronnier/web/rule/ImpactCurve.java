package org.marronnier.web.rule;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.marronnier.scheduler.impact.Impact;
import org.marronnier.web.shell.Figures;

/**
 * The messages of each day that would have left, with the rule as it stands and as it is written,
 * as two lines of an SVG of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param first the points of the line as the rule stands
 * @param second the points of the line as it is written
 * @param between the points around what lies between the two
 * @param most the highest of each line
 */
record ImpactCurve(
        List<Level> levels,
        List<Mark> marks,
        String first,
        String second,
        String between,
        String mostFirst,
        String mostSecond,
        List<Day> days) {

    static final int WIDTH = 352;
    static final int HEIGHT = 168;

    private static final int LEFT = 40;
    private static final int RIGHT = 10;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int LEVELS = 2;

    /** A number beside the lines, and how far down it stands. */
    record Level(String label, String y) {}

    /** A day below the lines, and how far to the right it stands. */
    record Mark(String label, String x, String anchor) {}

    /** A day in words. */
    record Day(String day, String first, String second) {}

    static ImpactCurve of(List<Impact.Day> days, Figures figures) {
        ToLongFunction<Impact.Day> first = day -> day.sent() - day.before();
        ToLongFunction<Impact.Day> second = day -> day.sent() - day.after();
        var most =
                days.stream()
                        .flatMap(day -> Stream.of(first.applyAsLong(day), second.applyAsLong(day)))
                        .mapToLong(number -> number)
                        .max()
                        .orElse(0);
        var top = round(most);
        var last = days.size() - 1;
        return new ImpactCurve(
                IntStream.rangeClosed(0, LEVELS)
                        .mapToObj(
                                i ->
                                        new Level(
                                                figures.number(top * i / LEVELS),
                                                y(top * i / LEVELS, top)))
                        .toList(),
                Stream.of(0, last / 2, last)
                        .distinct()
                        .filter(i -> i >= 0)
                        .map(
                                i ->
                                        new Mark(
                                                figures.day(days.get(i).day()),
                                                x(i, last),
                                                i == 0 ? "start" : i == last ? "end" : "middle"))
                        .toList(),
                points(days, first, top, IntStream.rangeClosed(0, last)),
                points(days, second, top, IntStream.rangeClosed(0, last)),
                points(days, first, top, IntStream.rangeClosed(0, last))
                        + " "
                        + points(
                                days,
                                second,
                                top,
                                IntStream.rangeClosed(0, last).map(i -> last - i)),
                figures.number(days.stream().mapToLong(first).max().orElse(0)),
                figures.number(days.stream().mapToLong(second).max().orElse(0)),
                days.stream()
                        .map(
                                day ->
                                        new Day(
                                                figures.day(day.day()),
                                                figures.number(first.applyAsLong(day)),
                                                figures.number(second.applyAsLong(day))))
                        .toList());
    }

    /** Where the axis lies. */
    public String axis() {
        return Integer.toString(HEIGHT - BOTTOM);
    }

    private static String points(
            List<Impact.Day> days, ToLongFunction<Impact.Day> line, long top, IntStream order) {
        return order.mapToObj(
                        i -> x(i, days.size() - 1) + "," + y(line.applyAsLong(days.get(i)), top))
                .collect(Collectors.joining(" "));
    }

    private static String x(int day, int last) {
        return written(LEFT + (double) (WIDTH - LEFT - RIGHT) * day / Math.max(1, last));
    }

    private static String y(long number, long top) {
        return written(HEIGHT - BOTTOM - (double) (HEIGHT - TOP - BOTTOM) * number / top);
    }

    private static String written(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }

    /** The next of 2, 4, 10, 20, 40, 100 and so on: its half is a whole number. */
    private static long round(long most) {
        for (var ten = 1L; ; ten *= 10) {
            for (var step : List.of(2L, 4L, 10L)) {
                if (most <= step * ten) {
                    return step * ten;
                }
            }
        }
    }
}
