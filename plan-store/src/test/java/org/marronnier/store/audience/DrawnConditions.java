package org.marronnier.store.audience;

import java.util.ArrayList;
import java.util.List;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;

/** Trees of every kind of test. */
final class DrawnConditions {

    private final Draw draw;

    DrawnConditions(Draw draw) {
        this.draw = draw;
    }

    /**
     * @param named whether it may name segments and stages
     */
    Condition condition(int depth, boolean named) {
        if (depth > 0 && draw.random.nextInt(3) > 0) {
            return switch (draw.random.nextInt(5)) {
                case 0, 1 -> new Condition.All(parts(depth, named));
                case 2, 3 -> new Condition.Any(parts(depth, named));
                default -> new Condition.Not(condition(depth - 1, named));
            };
        }
        return switch (draw.random.nextInt(named ? 9 : 7)) {
            case 0, 1 -> new Condition.Attribute(anyField(), comparisons());
            case 2 ->
                    new Condition.YearsSince(
                            draw.pick(List.of("birthDate", "since", "city")), comparisons());
            case 3, 4 -> events();
            case 5 -> messages();
            case 6 ->
                    new Condition.Consent(
                            draw.pick(List.of(Channel.EMAIL, Channel.SMS)),
                            draw.pick(Draw.KEYS),
                            draw.pick(List.of(ConsentStatus.values())));
            case 7 -> new Condition.InSegment(draw.pick(List.of("s1", "s2")));
            default -> new Condition.InStage(draw.pick(List.of("t1", "t2", "t3")));
        };
    }

    private List<Condition> parts(int depth, boolean named) {
        var parts = new ArrayList<Condition>();
        for (var i = draw.random.nextInt(4); i > 0; i--) {
            parts.add(condition(depth - 1, named));
        }
        return parts;
    }

    private Condition events() {
        var where = new ArrayList<PropertyTest>();
        for (var i = draw.random.nextInt(3); i > 1; i--) {
            where.add(new PropertyTest(draw.pick(Draw.PROPERTIES), comparisons()));
        }
        var measures = new ArrayList<Measure>();
        if (draw.random.nextInt(3) == 0) {
            measures.add(new Measure.Count(counts()));
        }
        if (draw.random.nextInt(3) == 0) {
            measures.add(new Measure.Sum(draw.pick(Draw.PROPERTIES), counts()));
        }
        if (draw.random.nextInt(3) == 0) {
            measures.add(
                    new Measure.Last(
                            draw.pick(List.of(Measure.Last.Age.values())), draw.pick(Draw.SPANS)));
        }
        return new Condition.Events(
                draw.pick(Draw.EVENTS),
                where,
                draw.random.nextInt(4) == 0 ? null : draw.pick(Draw.SPANS),
                measures);
    }

    private Condition messages() {
        return new Condition.Messages(
                new MessagePattern(
                        draw.maybe(List.of(Channel.EMAIL, Channel.SMS)),
                        draw.maybe(List.of(MessageType.values())),
                        draw.maybe(List.of(MessageStatus.values())),
                        draw.maybe(Draw.KEYS),
                        draw.random.nextInt(4) == 0 ? draw.pick(Draw.KEYS) : null,
                        draw.random.nextInt(4) == 0 ? draw.pick(Draw.KEYS) : null,
                        draw.maybe(Draw.KEYS),
                        draw.maybe(Draw.KEYS)),
                draw.random.nextBoolean() ? draw.pick(Draw.SPANS) : null,
                draw.random.nextBoolean() ? List.of() : counts());
    }

    private List<Comparison> counts() {
        var operator =
                draw.pick(
                        List.of(
                                Operator.EQ,
                                Operator.NE,
                                Operator.LT,
                                Operator.LTE,
                                Operator.GT,
                                Operator.GTE,
                                Operator.PRESENT));
        return operator == Operator.PRESENT
                ? comparisons()
                : List.of(Comparison.of(operator, Operand.of(draw.random.nextInt(4))));
    }

    private List<Comparison> comparisons() {
        var list = new ArrayList<Comparison>();
        list.add(comparison());
        var second = comparison();
        if (draw.random.nextInt(4) == 0 && second.operator() != list.getFirst().operator()) {
            list.add(second);
        }
        return list;
    }

    private Comparison comparison() {
        var operator = draw.pick(List.of(Operator.values()));
        return switch (operator) {
            case PRESENT, MISSING -> new Comparison(operator, List.of());
            case IN, NOT_IN -> {
                var operands = new ArrayList<Operand>();
                for (var i = 1 + draw.random.nextInt(5); i > 0; i--) {
                    operands.add(operand());
                }
                yield new Comparison(operator, operands);
            }
            case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH ->
                    Comparison.of(operator, operand());
        };
    }

    private Operand operand() {
        return switch (draw.random.nextInt(6)) {
            case 0, 1 -> new Operand.Decimal(draw.pick(Draw.NUMBERS));
            case 2 -> new Operand.Truth(draw.random.nextBoolean());
            default -> new Operand.Text(draw.pick(Draw.TEXTS));
        };
    }

    private String anyField() {
        return draw.random.nextBoolean() ? draw.pick(Draw.FIELDS) : draw.pick(Draw.ATTRIBUTES);
    }
}
