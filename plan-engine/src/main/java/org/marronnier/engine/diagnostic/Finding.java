package org.marronnier.engine.diagnostic;

import java.util.List;
import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;

/** One thing that the plan lacks or has too much of; keys are those of the plan. */
public sealed interface Finding {

    /** Contacts live at a stage, and no programme speaks to them. */
    record SilentStage(String stage) implements Finding {}

    /** At a stage, nobody speaks at these touchpoints. */
    record SilentMoments(String stage, List<String> touchpoints) implements Finding {
        public SilentMoments {
            touchpoints = List.copyOf(touchpoints);
        }
    }

    /** A step of a journey where something could be done, and no programme does it. */
    record Opportunity(String journey, String step) implements Finding {}

    /** Too few, or too many, of the messages are automated. */
    record Automation(double share) implements Finding {}

    /** The newsletter makes too many of the messages. */
    record Newsletter(double share) implements Finding {}

    /** One type makes nearly all messages. */
    record OneType(MessageType type, double share) implements Finding {}

    /** No message of this type at all. */
    record NoType(MessageType type) implements Finding {}

    /** One intent makes nearly all messages. */
    record OneIntent(Intent intent, double share) implements Finding {}

    /** Intents that no message has. */
    record NoIntents(Set<Intent> intents) implements Finding {
        public NoIntents {
            intents = Set.copyOf(intents);
        }
    }

    /** The whole plan speaks by one channel. */
    record OneChannel(Channel channel) implements Finding {}

    /** A stage is spoken to by one channel, where others have several. */
    record OneChannelAtStage(String stage, Channel channel) implements Finding {}

    /** Contacts match no stage of the vocabulary, or there is none. */
    record NoStages() implements Finding {}

    record ProgrammeWithoutObjective(String programme) implements Finding {}

    record ProgrammeWithoutScenario(String programme) implements Finding {}

    /** Time passes between entry and a message, and nothing ends the scenario early. */
    record ScenarioWithoutExit(String programme, String scenario) implements Finding {}

    /** A scenario whose messages are not transactional and that names no purpose. */
    record ScenarioWithoutPurpose(String programme, String scenario) implements Finding {}

    record EmptySegment(String segment) implements Finding {}

    /** Two segments that mean the same contacts by definition. */
    record SameSegments(String first, String second) implements Finding {}

    /**
     * Two segments share most of the smaller one, though neither is made of the other.
     *
     * @param share of the smaller one, from 0 to 1
     */
    record OverlappingSegments(String smaller, String larger, double share) implements Finding {}

    /** What kind of harm it does; the first in order is dealt with first. */
    default Gravity gravity() {
        return switch (this) {
            case SilentStage _, SilentMoments _, NoStages _ -> Gravity.SILENCE;
            case Newsletter _, ScenarioWithoutPurpose _ -> Gravity.PRESSURE;
            case Automation _, OneType _, NoType _, OneIntent _, NoIntents _ -> Gravity.BALANCE;
            case Opportunity _, OneChannel _, OneChannelAtStage _ -> Gravity.CHANCE;
            case ProgrammeWithoutObjective _,
                    ProgrammeWithoutScenario _,
                    ScenarioWithoutExit _,
                    EmptySegment _,
                    SameSegments _,
                    OverlappingSegments _ ->
                    Gravity.ORDER;
        };
    }

    /** What kind of harm a finding does. */
    enum Gravity {
        /** Nobody speaks to somebody. */
        SILENCE,
        /** Somebody is spoken to too much, or without having agreed. */
        PRESSURE,
        /** The messages are too much of a kind. */
        BALANCE,
        /** Something could be done. */
        CHANCE,
        /** Something is not whole. */
        ORDER
    }
}
