package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.time.Span;

/** The steps of a scenario, and how often a contact may go through them. */
final class Steps {

    private static final int MOST_STEPS = 200;
    private static final Span THREE_DAYS = Span.days(3);

    static final Shape<Step> STEP = new UnionShape<>("step", Phrase.A_STEP, Steps::steps);
    static final Shape<List<Step>> STEPS = ListShape.of(STEP, 0, MOST_STEPS);
    static final Shape<Reentry> REENTRY =
            new Scalar<>(
                    Phrase.A_REENTRY.with(),
                    raw ->
                            switch (Scalars.string(raw)) {
                                case "once" -> new Reentry.Once();
                                case "always" -> new Reentry.Always();
                                case String text -> {
                                    var span = Span.parse(text);
                                    if (span.isNegative() || span.isZero()) {
                                        throw new IllegalArgumentException();
                                    }
                                    yield new Reentry.After(span);
                                }
                            },
                    reentry ->
                            switch (reentry) {
                                case Reentry.Once _ -> "once";
                                case Reentry.Always _ -> "always";
                                case Reentry.After after -> after.span().toString();
                            },
                    Map.of("type", "string"));

    private Steps() {}

    private static List<UnionShape.Variant<Step, ? extends Step>> steps() {
        var send = Field.required("send", send(), (Step.Send it) -> it);
        var waitFor = Field.required("wait", Scalars.POSITIVE_SPAN, Step.WaitFor::span);
        var waitUntil = Field.required("wait", until(), (Step.WaitUntil it) -> it);
        var branch = Field.required("branch", branch(), (Step.Branch it) -> it);
        var split = Field.required("split", ListShape.of(way(), 1, 20), Step.Split::ways);
        var end = Field.required("end", Scalars.YES, (Step.End _) -> true);
        return List.of(
                UnionShape.Variant.of(
                        Step.Send.class,
                        ObjectShape.of("sendStep", in -> in.get(send), send),
                        "send"),
                UnionShape.Variant.of(
                        Step.WaitFor.class,
                        ObjectShape.of("waitFor", in -> new Step.WaitFor(in.get(waitFor)), waitFor),
                        raw -> !saysUntil(raw),
                        "wait"),
                UnionShape.Variant.of(
                        Step.WaitUntil.class,
                        ObjectShape.of("waitUntil", in -> in.get(waitUntil), waitUntil),
                        Steps::saysUntil,
                        "wait"),
                UnionShape.Variant.of(
                        Step.Branch.class,
                        ObjectShape.of("branchStep", in -> in.get(branch), branch),
                        "branch"),
                UnionShape.Variant.of(
                        Step.Split.class,
                        ObjectShape.of("splitStep", in -> new Step.Split(in.get(split)), split)
                                .checked((in, _) -> someWeighs(in, split)),
                        "split"),
                UnionShape.Variant.of(
                        Step.End.class,
                        ObjectShape.of("endStep", _ -> new Step.End(), end),
                        "end"));
    }

    /** Two steps share the word wait: one holds a duration, the other an object. */
    private static boolean saysUntil(Map<?, ?> raw) {
        return raw.get("wait") instanceof Map<?, ?>;
    }

    private static Shape<Step.Send> send() {
        var template =
                Field.required("template", Scalars.reference(Kind.TEMPLATE), Step.Send::template);
        var channels =
                Field.required(
                        "channels",
                        ListShape.distinct(Scalars.CHANNEL, 1, 10),
                        Step.Send::channels);
        var expiry = Field.optional("expiry", Scalars.POSITIVE_SPAN, Step.Send::expiry, THREE_DAYS);
        var whenCapped =
                Field.optional(
                        "whenCapped", Scalars.WHEN_CAPPED, Step.Send::whenCapped, WhenCapped.DEFER);
        var value = Field.optional("value", Scalars.NO_NEGATIVE, Step.Send::value, BigDecimal.ZERO);
        var offer = Field.optional("offer", Scalars.WORD, Step.Send::offer);
        var tags =
                Field.optional(
                        "tags",
                        ListShape.distinct(Scalars.WORD, 0, 50),
                        Step.Send::tags,
                        List.of());
        return ObjectShape.of(
                        "send",
                        in ->
                                new Step.Send(
                                        in.get(template),
                                        in.get(channels),
                                        in.get(expiry),
                                        in.get(whenCapped),
                                        in.get(value),
                                        in.find(offer),
                                        in.get(tags)),
                        template,
                        channels,
                        expiry,
                        whenCapped,
                        value,
                        offer,
                        tags)
                .checked(
                        (in, at) -> {
                            if (in.find(template) instanceof String sent) {
                                at.journal()
                                        .send(
                                                new Journal.Use(
                                                        in.at(template),
                                                        sent,
                                                        in.find(channels),
                                                        null));
                            }
                        });
    }

    private static Shape<Step.WaitUntil> until() {
        var at = Field.required("until", Scalars.TIME, Step.WaitUntil::at);
        var day = Field.optional("day", Scalars.DAY, Step.WaitUntil::day);
        return ObjectShape.of("until", in -> new Step.WaitUntil(in.find(day), in.get(at)), at, day);
    }

    private static Shape<Step.Branch> branch() {
        var condition = Field.required("if", Conditions.CONDITION, Step.Branch::condition);
        var then = Field.optional("then", STEPS, Step.Branch::then, List.of());
        var otherwise = Field.optional("else", STEPS, Step.Branch::otherwise, List.of());
        return ObjectShape.of(
                "branch",
                in -> new Step.Branch(in.get(condition), in.get(then), in.get(otherwise)),
                condition,
                then,
                otherwise);
    }

    private static void someWeighs(Values in, Field<?, List<Step.Split.Way>> split) {
        if (in.find(split) instanceof List<Step.Split.Way> ways
                && ways.stream().allMatch(way -> way.weight().signum() == 0)) {
            in.at(split).mistake(Phrase.WEIGHTS_MISSING.with());
        }
    }

    private static Shape<Step.Split.Way> way() {
        var weight = Field.required("weight", Scalars.NO_NEGATIVE, Step.Split.Way::weight);
        var steps = Field.optional("steps", STEPS, Step.Split.Way::steps, List.of());
        return ObjectShape.of(
                "way", in -> new Step.Split.Way(in.get(weight), in.get(steps)), weight, steps);
    }
}
