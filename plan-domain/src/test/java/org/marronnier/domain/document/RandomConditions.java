package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
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

/** Makes up conditions, on what a plan has so far. */
abstract class RandomConditions extends RandomValues {

    static final List<String> PURPOSES = List.of("offers", "newsletter");
    static final List<String> STAGES = List.of("prospect", "active", "inactive");

    int segments;
    int templates;
    int programmes;
    int campaigns;
    boolean bare;

    RandomConditions(Random random) {
        super(random);
    }

    Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0 -> new Condition.Attribute(word(), comparisons());
            case 1 -> new Condition.YearsSince(word(), bounds());
            case 2 -> new Condition.Events(word(), tests(), maybe(this::span), measures());
            case 3 ->
                    new Condition.Messages(
                            message(),
                            maybe(this::span),
                            random.nextBoolean() ? bounds() : List.of());
            case 4 ->
                    new Condition.Consent(
                            one(Channel.class), one(PURPOSES), one(ConsentStatus.class));
            case 5 ->
                    bare
                            ? Condition.EVERYBODY
                            : segments > 0 && random.nextBoolean()
                                    ? new Condition.InSegment(one(keys("segment-", segments)))
                                    : new Condition.InStage(one(STAGES));
            case 6 -> new Condition.All(list(random.nextInt(4), _ -> condition(depth - 1)));
            case 7 -> new Condition.Any(list(random.nextInt(4), _ -> condition(depth - 1)));
            case 8 -> new Condition.Not(condition(depth - 1));
            default -> new Condition.Not(new Condition.Any(List.of()));
        };
    }

    private MessagePattern message() {
        return new MessagePattern(
                maybe(() -> one(Channel.class)),
                maybe(() -> one(MessageType.class)),
                maybe(() -> one(MessageStatus.class)),
                programmes == 0 ? null : maybe(() -> one(keys("programme-", programmes))),
                null,
                campaigns == 0 ? null : maybe(() -> one(keys("campaign-", campaigns))),
                maybe(() -> one(keys("template-", templates))),
                maybe(this::word));
    }

    private List<Measure> measures() {
        var measures = new ArrayList<Measure>();
        if (random.nextBoolean()) {
            measures.add(new Measure.Last(one(Measure.Last.Age.class), span()));
        }
        if (random.nextBoolean()) {
            measures.add(new Measure.Count(bounds()));
        }
        if (random.nextBoolean()) {
            measures.add(new Measure.Sum(word(), bounds()));
        }
        return measures;
    }

    List<PropertyTest> tests() {
        return words(random.nextInt(3)).stream()
                .map(word -> new PropertyTest(word, comparisons()))
                .toList();
    }

    private List<Comparison> comparisons() {
        return EnumSet.of(one(Operator.class), one(Operator.class)).stream()
                .map(
                        operator ->
                                switch (operator) {
                                    case PRESENT, MISSING -> new Comparison(operator, List.of());
                                    case IN, NOT_IN ->
                                            new Comparison(
                                                    operator,
                                                    list(1 + random.nextInt(3), _ -> operand()));
                                    case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH ->
                                            Comparison.of(operator, operand());
                                })
                .toList();
    }

    List<Comparison> bounds() {
        return List.of(
                Comparison.of(
                        one(
                                List.of(
                                        Operator.EQ,
                                        Operator.NE,
                                        Operator.LT,
                                        Operator.LTE,
                                        Operator.GT,
                                        Operator.GTE)),
                        new Operand.Decimal(decimal())));
    }

    private Operand operand() {
        return switch (random.nextInt(3)) {
            case 0 -> new Operand.Decimal(decimal());
            case 1 -> new Operand.Truth(random.nextBoolean());
            default -> new Operand.Text(random.nextInt(5) == 0 ? "" : word());
        };
    }
}
