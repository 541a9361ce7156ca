package org.marronnier.domain.pressure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.message.MessageType;

/**
 * A period in which messages of some channels and types must not leave. No channel or no type named
 * means any.
 *
 * @param legal null where the brand sets the period itself
 * @param paused whether it is switched off, and forbids nothing until it is switched on again
 */
public record QuietPeriod(
        String key,
        Set<Channel> channels,
        Set<MessageType> types,
        Pattern pattern,
        @Nullable Legal legal,
        boolean paused) {

    /** When it is quiet, on the contact's local clock. */
    public sealed interface Pattern {}

    /**
     * Each of the days, from a local time on (forbidden) to another (allowed). It crosses midnight
     * when {@code to} is not after {@code from}; {@code toMidnight} stands for 24:00.
     */
    public record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, boolean toMidnight)
            implements Pattern {
        public Weekly {
            days = Set.copyOf(days);
            if (days.isEmpty()) {
                throw new IllegalArgumentException(
                        "A weekly quiet period must name at least one day.");
            }
            if (toMidnight && !to.equals(LocalTime.MIDNIGHT)) {
                throw new IllegalArgumentException(
                        "A quiet period that ends at 24:00 cannot also end at %s.".formatted(to));
            }
        }
    }

    /** Whole local days, the last one included. */
    public record Dates(LocalDate from, LocalDate to) implements Pattern {
        public Dates {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "The quiet period ends (%s) before it starts (%s).".formatted(to, from));
            }
        }
    }

    /**
     * The public holidays of a country, by its ISO 3166 code, such as FR. FR-AM stands for
     * Alsace-Moselle.
     */
    public record PublicHolidays(String country) implements Pattern {

        /** Those whose holidays are known, in the order of their codes. */
        public static final Set<String> COUNTRIES =
                Collections.unmodifiableSet(
                        new TreeSet<>(
                                Set.of(
                                        "FR", "FR-AM", "GP", "GF", "MQ", "YT", "RE", "NC", "PF",
                                        "BL", "MF", "PM", "WF", "BE", "CH", "LU", "DE", "ES", "IT",
                                        "NL", "GB", "PT", "AT", "IE")));
    }

    public QuietPeriod {
        Switch.check(key, legal, paused);
        channels = Set.copyOf(channels);
        types = Set.copyOf(types);
    }

    /** A period that the brand sets itself. */
    public QuietPeriod(String key, Set<Channel> channels, Set<MessageType> types, Pattern pattern) {
        this(key, channels, types, pattern, null);
    }

    /** A period that is switched on. */
    public QuietPeriod(
            String key,
            Set<Channel> channels,
            Set<MessageType> types,
            Pattern pattern,
            @Nullable Legal legal) {
        this(key, channels, types, pattern, legal, false);
    }

    /** The same period with a mark of the law, or without. */
    public QuietPeriod with(@Nullable Legal mark) {
        return new QuietPeriod(key, channels, types, pattern, mark, paused);
    }
}
