package org.marronnier.scheduler.impact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.MessageKind;
import org.marronnier.engine.scenario.Course;
import org.marronnier.engine.scenario.StepPath;

/**
 * What a campaign, or a step of a scenario, asks to send: what its messages would be, were they to
 * leave.
 */
record Asking(
        MessageType type,
        @Nullable String programme,
        @Nullable String purpose,
        List<String> tags,
        @Nullable String offer) {

    /**
     * What a source of the plan asks; empty where it is not in the plan, or sends nothing there.
     *
     * @param source such as {@code campaign:winter-sale}
     * @param step of a scenario; null for a campaign
     */
    static Optional<Asking> of(PlanDocument plan, String source, @Nullable String step) {
        return step == null ? ofCampaign(plan, source) : ofStep(plan, source, new StepPath(step));
    }

    MessageKind kind(Channel channel) {
        return new MessageKind(channel, type, programme, purpose, Set.copyOf(tags));
    }

    private static Optional<Asking> ofCampaign(PlanDocument plan, String source) {
        return plan.campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(brief -> SourceName.ofCampaign(brief.key()).equals(source))
                .findFirst()
                .map(
                        brief ->
                                new Asking(
                                        brief.type(),
                                        brief.programme(),
                                        brief.purpose(),
                                        brief.tags(),
                                        brief.offer()));
    }

    private static Optional<Asking> ofStep(PlanDocument plan, String source, StepPath step) {
        for (var programme : plan.programmes()) {
            for (var scenario : programme.scenarios()) {
                var brief = scenario.brief();
                if (SourceName.ofScenario(brief.key()).equals(source)
                        && Course.of(brief).at(step).orElse(null) instanceof Step.Send send) {
                    return Optional.of(
                            new Asking(
                                    brief.type(),
                                    programme.brief().key(),
                                    brief.purpose(),
                                    send.tags(),
                                    send.offer()));
                }
            }
        }
        return Optional.empty();
    }
}
