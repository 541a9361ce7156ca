package org.marronnier.scheduler.enrolment;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.store.inbound.WebOffers;
import org.springframework.stereotype.Component;

/**
 * Steps whose only channel is the web offer their message: the contact is shown it who comes until
 * it expires.
 */
@Component
public class Offering {

    /** A step that a walk went over. */
    record Offered(String step, Step.Send send, Instant due) {}

    private final WebOffers offers;
    private final LiveScenarios live;

    Offering(WebOffers offers, LiveScenarios live) {
        this.offers = offers;
        this.live = live;
    }

    /** Whether the message of a step waits for the contact to come, in place of being sent. */
    static boolean isMeantBy(Step.Send send) {
        return PlanRules.isAskedFor(send.channels());
    }

    /** In the transaction that moves the enrolment on; what was offered already stays. */
    void offer(Walk walk) {
        for (var one : walk.offered()) {
            ScenarioBrief edition = live.edition(walk.from().edition());
            var source = StepSource.of(walk.scenario(), edition, one.send, one.due);
            offers.make(
                    new WebOffers.Made(
                            walk.from().id(),
                            walk.scenario().id(),
                            one.step,
                            walk.from().contact(),
                            source.due(),
                            source.expiry(),
                            of(walk.scenario().rules(), source, one.send.template())));
        }
    }

    /** What the message of a source is. */
    public static WebOffers.Classification of(PlanRules plan, Source source, String template) {
        return new WebOffers.Classification(
                plan.key(),
                source.name(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        source.due().atZone(plan.zone()).toLocalDateTime()),
                source.type().name(),
                source.purpose(),
                source.programme(),
                source.tags(),
                source.offer(),
                template);
    }
}
