package org.marronnier.domain.scenario;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;

/** What the plan says of a scenario. */
public record ScenarioBrief(
        String key,
        String name,
        @Nullable String goal,
        MessageType type,
        @Nullable Intent intent,
        @Nullable String purpose,
        int priority,
        @Nullable Trigger trigger,
        @Nullable Condition target,
        @Nullable Condition exit,
        Reentry reentry,
        boolean parallel,
        BigDecimal control,
        List<Step> steps) {

    public ScenarioBrief {
        steps = List.copyOf(steps);
        control = control.stripTrailingZeros();
        if (priority < 0 || priority > 100) {
            throw new IllegalArgumentException(
                    "The priority (%d) of scenario (%s) must be from 0 to 100."
                            .formatted(priority, key));
        }
        if (control.signum() < 0 || control.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "The control group (%s) of scenario (%s) must be from 0 to 1."
                            .formatted(control, key));
        }
    }
}
