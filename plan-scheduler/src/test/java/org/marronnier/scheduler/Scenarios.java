package org.marronnier.scheduler;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;

/** Scenarios that tests write by hand. */
public final class Scenarios {

    private Scenarios() {}

    /** A promotional one for offers, that contacts may enter again and again. */
    public static ScenarioBrief scenario(
            String key, Trigger trigger, @Nullable Condition target, Step... steps) {
        return new ScenarioBrief(
                key,
                key,
                null,
                MessageType.PROMOTIONAL,
                null,
                "offers",
                50,
                trigger,
                target,
                null,
                new Reentry.Always(),
                false,
                BigDecimal.ZERO,
                List.of(steps));
    }
}
