package org.marronnier.scheduler.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.store.impact.RuleImpacts;

/** Which question is answered, by whom, and how often. */
class ImpactQuestionsTest extends ImpactTest {

    @Test
    void answersTheLastQuestionOfASlotAndTheSameOneOnce() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-02T08:00:00Z", "campaign:sale");

        var first = ask("louise:promo", cap(2, "P7D", "person"));
        var second = ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(second).isEqualTo(first);
        impacts.drainOnce();
        assertThat(answer(second).after().held().messages()).isEqualTo(1);

        ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(impacts.find(second).orElseThrow().state()).isEqualTo(ComputingState.DONE);
        clock.step(Duration.ofMinutes(40));
        ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(impacts.find(second).orElseThrow().state()).isEqualTo(ComputingState.DONE);
        clock.step(Duration.ofMinutes(40));
        ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(impacts.find(second).orElseThrow().state()).isEqualTo(ComputingState.WAITING);
    }

    @Test
    void keepsThePlaceOfAQuestionThatIsPutAgain() {
        var first = ask("louise:promo", cap(1, "P7D", "person"));
        clock.step(Duration.ofSeconds(1));
        ask("max:promo", cap(1, "P7D", "person"));
        clock.step(Duration.ofSeconds(1));
        ask("louise:promo", cap(1, "P7D", "person"));

        assertThat(house.get(RuleImpacts.class).take("me", clock.instant()))
                .get()
                .extracting(RuleImpacts.Standing::id)
                .isEqualTo(first);
    }

    @Test
    void givesUpAQuestionThatIsAnotherByNow() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        var asked = ask("louise:promo", cap(1, "P7D", "person"));
        var queue = house.get(RuleImpacts.class);
        var taken = queue.take("me", clock.instant()).orElseThrow();

        ask("louise:promo", cap(3, "P7D", "person"));

        assertThat(queue.reach(taken, "me", 0.5, clock.instant())).isFalse();
        queue.answer(taken, "me", Map.of(), clock.instant());
        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.WAITING);
    }

    @Test
    void takesUpWhatANodeLeftBehind() {
        var asked = ask(null, cap(1, "P7D", "person"));
        var queue = house.get(RuleImpacts.class);
        queue.take("dead", clock.instant());

        assertThat(queue.take("me", clock.instant())).isEmpty();
        clock.step(Duration.ofMinutes(2));
        assertThat(queue.take("me", clock.instant()))
                .get()
                .extracting(RuleImpacts.Standing::id)
                .isEqualTo(asked);
    }

    @Test
    void saysThatARuleCannotBeTried() {
        var asked =
                impacts.ask(plan(), null, ItemKind.PRESSURE_RULE, null, Map.of("key", "broken"));

        impacts.drainOnce();

        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.FAILED);
    }

    @Test
    void triesARuleAgainAtOnceThatCouldNotBeTried() {
        var asked = ask("louise:promo", Map.of("key", "broken"));
        impacts.drainOnce();
        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.FAILED);

        ask("louise:promo", Map.of("key", "broken"));

        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.WAITING);
    }

    private long ask(String slot, Map<String, Object> after) {
        return impacts.ask(plan(), slot, ItemKind.PRESSURE_RULE, null, after);
    }
}
