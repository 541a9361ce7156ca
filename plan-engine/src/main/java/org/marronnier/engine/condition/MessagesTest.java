package org.marronnier.engine.condition;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.SourceName;

/** Messages of the history in a window: how many reached a status. */
final class MessagesTest implements Node {

    private static final int NONE = -1;

    private final Condition.Messages condition;
    private final MessagePattern pattern;
    private final MessageStatus status;
    private final @Nullable String scenario;
    private final @Nullable String campaign;
    private final @Nullable String plan;
    private final int window;
    private final Check[] count;

    /**
     * @param plan whose keys a pattern names
     */
    MessagesTest(Condition.Messages condition, String plan, FactPlaces places) {
        this.condition = condition;
        this.pattern = condition.pattern();
        this.status = pattern.status() == null ? MessageStatus.SENT : pattern.status();
        this.scenario =
                pattern.scenario() == null ? null : SourceName.ofScenario(pattern.scenario());
        this.campaign =
                pattern.campaign() == null ? null : SourceName.ofCampaign(pattern.campaign());
        // Keys mean something in their own plan alone; channel, type and tag are the contact's
        // memory across plans.
        var namesKeys =
                pattern.programme() != null
                        || scenario != null
                        || campaign != null
                        || pattern.template() != null;
        this.plan = namesKeys ? plan : null;
        this.window = condition.within() == null ? NONE : places.span(condition.within());
        this.count = Check.of(condition.count());
        places.messages(status, condition.within());
    }

    @Override
    public boolean test(FactSheet facts) {
        var messages = facts.messages;
        var now = facts.clock.now();
        var edge = window == NONE ? null : facts.clock.edge(window);
        var number = 0;
        for (var i = 0; i < messages.size; i++) {
            var at = messages.at(i, status);
            if (at <= now && (edge == null || edge.isNewer(at)) && isMeant(messages.message(i))) {
                number++;
            }
        }
        if (count.length == 0) {
            return number > 0;
        }
        facts.tally.set(number);
        return Check.all(count, facts.tally);
    }

    @Override
    public void age(FactSheet facts, Ageing ageing) {
        var messages = facts.messages;
        for (var i = 0; i < messages.size; i++) {
            var at = messages.at(i, status);
            if (at != MessageColumns.NEVER && isMeant(messages.message(i))) {
                ageing.at(at);
                if (window != NONE) {
                    ageing.passes(at, facts.clock.span(window));
                }
            }
        }
    }

    private boolean isMeant(RecordedMessage message) {
        return (pattern.channel() == null || pattern.channel() == message.channel())
                && (pattern.type() == null || pattern.type() == message.type())
                && isOrAny(pattern.programme(), message.programme())
                && isOrAny(scenario, message.source())
                && isOrAny(campaign, message.source())
                && isOrAny(pattern.template(), message.template())
                && (pattern.tag() == null || message.tags().contains(pattern.tag()))
                && isOrAny(plan, message.plan());
    }

    private static boolean isOrAny(@Nullable String wanted, @Nullable String text) {
        return wanted == null || wanted.equals(text);
    }

    @Override
    public Condition condition() {
        return condition;
    }
}
