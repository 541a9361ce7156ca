package org.marronnier.domain.document;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;

/** Makes up pressure rules and quiet periods. */
abstract class RandomRules extends RandomConditions {

    RandomRules(Random random) {
        super(random);
    }

    PressureRule pressure(int i) {
        var limit =
                random.nextInt(3) == 0
                        ? new PressureRule.Block(word(), tests())
                        : new PressureRule.Cap(
                                1 + random.nextInt(9),
                                maybe(this::scope),
                                random.nextBoolean(),
                                list(
                                        random.nextInt(3),
                                        _ ->
                                                new PressureRule.Special(
                                                        condition(2), 1 + random.nextInt(9))));
        var law = maybe(this::legal);
        return new PressureRule(
                "rule-" + i,
                word(),
                scope(),
                window(),
                one(PressureRule.Unit.class),
                limit,
                law,
                law == null && random.nextBoolean());
    }

    Legal legal() {
        return new Legal(word(), maybe(this::date), maybe(() -> one(List.of("france", "italie"))));
    }

    private Window window() {
        return random.nextBoolean()
                ? new Window.Rolling(
                        one(List.of(Span.days(7), Span.parse("PT24H"), Span.parse("P2W"))))
                : new Window.Calendar(one(Window.Unit.class));
    }

    private Scope scope() {
        return new Scope(
                some(Channel.class),
                some(MessageType.class),
                Set.copyOf(subset(keys("programme-", programmes))),
                Set.copyOf(words(random.nextInt(3))),
                Set.copyOf(subset(PURPOSES)));
    }

    QuietPeriod quiet(int i) {
        var pattern =
                switch (random.nextInt(4)) {
                    case 0 -> new QuietPeriod.PublicHolidays("FR");
                    case 1 -> {
                        var from = date();
                        yield new QuietPeriod.Dates(from, from.plusDays(random.nextInt(5)));
                    }
                    case 2 ->
                            new QuietPeriod.Weekly(
                                    EnumSet.allOf(DayOfWeek.class),
                                    time(),
                                    LocalTime.MIDNIGHT,
                                    true);
                    default ->
                            new QuietPeriod.Weekly(
                                    EnumSet.of(one(DayOfWeek.class), one(DayOfWeek.class)),
                                    time(),
                                    time(),
                                    false);
                };
        var law = maybe(this::legal);
        return new QuietPeriod(
                "quiet-" + i,
                some(Channel.class),
                some(MessageType.class),
                pattern,
                law,
                law == null && random.nextBoolean());
    }
}
