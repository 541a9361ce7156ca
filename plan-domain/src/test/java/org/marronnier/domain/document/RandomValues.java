package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.time.Span;

/** Makes up the values of a plan, the awkward ones too. */
abstract class RandomValues {

    static final List<String> WORDS =
            List.of(
                    "purchase",
                    "cart",
                    "no",
                    "2027-01-31",
                    "20:00",
                    "Été à Lyon",
                    "a: b # c",
                    "null",
                    "é😀",
                    "1e3",
                    "off",
                    " x ",
                    "'",
                    "\"q\"\n- z",
                    "~",
                    "0x1F",
                    "1_000",
                    "12:30:45",
                    "@at",
                    "%");

    final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    List<Channel> channels() {
        var channels = new ArrayList<>(List.of(Channel.EMAIL));
        if (random.nextBoolean()) {
            channels.add(random.nextInt(2), Channel.SMS);
        }
        return channels;
    }

    Span span() {
        return one(
                Arrays.asList("P3D", "P12M", "PT30M", "P1DT12H", "P1Y2M3DT4H5M6S", "P2W").stream()
                        .map(Span::parse)
                        .toList());
    }

    LocalDate date() {
        return LocalDate.of(2027, 1, 1).plusDays(random.nextInt(365));
    }

    LocalTime time() {
        return LocalTime.of(
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(3) == 0 ? random.nextInt(60) : 0);
    }

    BigDecimal decimal() {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextInt(100_000) * 100L);
            case 2 -> BigDecimal.valueOf(random.nextInt(100_000), 3);
            default -> new BigDecimal("123456789012345678.123456789");
        };
    }

    BigDecimal share() {
        return BigDecimal.valueOf(random.nextInt(101), 2);
    }

    String word() {
        return one(WORDS);
    }

    List<String> words(int count) {
        var words = new ArrayList<>(WORDS);
        Collections.shuffle(words, random);
        return words.subList(0, count);
    }

    static List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    List<String> subset(List<String> all) {
        return all.stream().filter(_ -> random.nextBoolean()).toList();
    }

    <E extends Enum<E>> Set<E> some(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(_ -> random.nextInt(3) == 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }

    <E extends Enum<E>> E one(Class<E> type) {
        return one(List.of(type.getEnumConstants()));
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    static <T> List<T> list(int count, IntFunction<T> item) {
        return IntStream.range(0, count).mapToObj(item).toList();
    }
}
