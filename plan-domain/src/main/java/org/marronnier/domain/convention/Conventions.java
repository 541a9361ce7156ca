package org.marronnier.domain.convention;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;

/** What everybody who works on the plan agrees on. */
public record Conventions(
        List<Purpose> purposes,
        List<Stage> stages,
        Typology typology,
        List<Sender> senders,
        List<Department> departments,
        List<Touchpoint> touchpoints,
        List<List<String>> deduplication,
        List<Cost> costs) {

    public Conventions {
        purposes = List.copyOf(purposes);
        stages = List.copyOf(stages);
        senders = List.copyOf(senders);
        departments = List.copyOf(departments);
        touchpoints = List.copyOf(touchpoints);
        deduplication = deduplication.stream().map(List::copyOf).toList();
        costs = List.copyOf(costs);
    }

    /** The same with another typology. */
    public Conventions with(Typology other) {
        return new Conventions(
                purposes, stages, other, senders, departments, touchpoints, deduplication, costs);
    }

    /** What a consent is given for. */
    public record Purpose(String key, String name) {}

    /** A stage of the customer's life; the first whose condition holds wins. */
    public record Stage(String key, String name, Condition when) {}

    /** Who speaks, on a channel, for some types of message (any, when none is named). */
    public record Sender(
            String key,
            Channel channel,
            @Nullable String name,
            @Nullable String address,
            Set<MessageType> types) {
        public Sender {
            types = Set.copyOf(types);
        }
    }

    /**
     * A department that owns programmes and campaigns.
     *
     * @param people who answers inside
     */
    public record Department(String key, String name, List<Person> people) {
        public Department {
            people = List.copyOf(people);
        }
    }

    /**
     * Somebody of a department.
     *
     * @param answersFor what the person is asked about
     */
    public record Person(String name, @Nullable String email, @Nullable String answersFor) {}

    /** A place where customer and brand meet. */
    public record Touchpoint(String key, String name, @Nullable Direction direction) {
        /** Who starts. */
        public enum Direction {
            INBOUND,
            OUTBOUND
        }
    }

    /** What one message costs on a channel, in the plan's currency. */
    public record Cost(Channel channel, BigDecimal each) {
        public Cost {
            each = each.stripTrailingZeros();
        }
    }
}
