package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.QuietPeriod;

/** The quiet times of a plan: of each zone that was asked, and each channel and type there. */
final class QuietTimetable {

    private static final int TYPES = MessageType.values().length;

    /** Where the times stand that are never quiet. */
    static final int NEVER = Channel.values().length * TYPES;

    private final List<QuietPeriod> periods;
    private final Instant now;
    private final Map<ZoneId, LocalHours> zones = new HashMap<>();

    QuietTimetable(List<QuietPeriod> periods, Instant now) {
        this.periods = periods;
        this.now = now;
    }

    /** Where the quiet times of a channel and a type stand among those of a zone. */
    static int slot(Channel channel, MessageType type) {
        return channel.ordinal() * TYPES + type.ordinal();
    }

    /** The clock of a zone and its quiet times. */
    LocalHours of(ZoneId zone) {
        return zones.computeIfAbsent(zone, this::made);
    }

    private LocalHours made(ZoneId zone) {
        var clock = LocalClock.of(zone);
        var second = now.getEpochSecond();
        return new LocalHours(clock, clock.offset(second), clock.nextChange(second), times(zone));
    }

    private QuietTimes[] times(ZoneId zone) {
        var alike = new HashMap<List<QuietPeriod>, QuietTimes>();
        var times = new QuietTimes[NEVER + 1];
        times[NEVER] = alike.computeIfAbsent(List.of(), none -> new QuietTimes(none, zone, now));
        for (var channel : Channel.values()) {
            for (var type : MessageType.values()) {
                var concerned =
                        periods.stream()
                                .filter(period -> QuietHours.concerns(period, channel, type))
                                .toList();
                times[slot(channel, type)] =
                        alike.computeIfAbsent(concerned, some -> new QuietTimes(some, zone, now));
            }
        }
        return times;
    }
}
