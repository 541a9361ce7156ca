package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.telling.Phrase;

/** Conditions, as section 9 of the decision rules writes them. */
final class Conditions {

    private static final int MOST_PARTS = 500;

    static final Shape<Condition> CONDITION =
            new UnionShape<>("condition", Phrase.A_CONDITION, Conditions::variants);

    private Conditions() {}

    private static List<UnionShape.Variant<Condition, ? extends Condition>> variants() {
        var parts = ListShape.of(CONDITION, 0, MOST_PARTS);
        var all = Field.required("all", parts, Condition.All::parts);
        var any = Field.required("any", parts, Condition.Any::parts);
        var not = Field.required("not", CONDITION, Condition.Not::part);
        var segment =
                Field.required(
                        "segment", Scalars.reference(Kind.SEGMENT), Condition.InSegment::segment);
        var stage =
                Field.required("stage", Scalars.reference(Kind.STAGE), Condition.InStage::stage);
        return List.of(
                UnionShape.Variant.of(
                        Condition.All.class,
                        ObjectShape.of("all", in -> new Condition.All(in.get(all)), all),
                        "all"),
                UnionShape.Variant.of(
                        Condition.Any.class,
                        ObjectShape.of("any", in -> new Condition.Any(in.get(any)), any),
                        "any"),
                UnionShape.Variant.of(
                        Condition.Not.class,
                        ObjectShape.of("not", in -> new Condition.Not(in.get(not)), not),
                        "not"),
                UnionShape.Variant.of(Condition.YearsSince.class, years(), "field", "years"),
                UnionShape.Variant.of(Condition.Attribute.class, attribute(), "field"),
                UnionShape.Variant.of(Condition.Events.class, EventTests.events(), "event"),
                UnionShape.Variant.of(Condition.Messages.class, MessageTests.messages(), "message"),
                UnionShape.Variant.of(Condition.Consent.class, consent(), "consent"),
                UnionShape.Variant.of(
                        Condition.InSegment.class,
                        ObjectShape.of(
                                "inSegment",
                                in -> new Condition.InSegment(in.get(segment)),
                                segment),
                        "segment"),
                UnionShape.Variant.of(
                        Condition.InStage.class,
                        ObjectShape.of(
                                "inStage", in -> new Condition.InStage(in.get(stage)), stage),
                        "stage"));
    }

    private static Shape<Condition.YearsSince> years() {
        var field = Field.required("field", Scalars.WORD, Condition.YearsSince::field);
        var years = Field.required("years", Comparisons.NUMBER_BOUNDS, Condition.YearsSince::years);
        return ObjectShape.of(
                "yearsSince",
                in -> new Condition.YearsSince(in.get(field), in.get(years)),
                field,
                years);
    }

    private static Shape<Condition.Attribute> attribute() {
        var field = Field.required("field", Scalars.WORD, Condition.Attribute::field);
        List<Field<Condition.Attribute, Comparison>> tests =
                Comparisons.fields(
                        EnumSet.allOf(Operator.class), false, Condition.Attribute::comparisons);
        List<Field<Condition.Attribute, ?>> all = new ArrayList<>();
        all.add(field);
        all.addAll(tests);
        return ObjectShape.of(
                        "attribute",
                        in -> new Condition.Attribute(in.get(field), Comparisons.read(tests, in)),
                        all)
                .checked((in, at) -> Comparisons.needsOne(tests, in, at));
    }

    private static Shape<Condition.Consent> consent() {
        var channel = Field.required("channel", Scalars.CHANNEL, Condition.Consent::channel);
        var purpose =
                Field.required(
                        "purpose", Scalars.reference(Kind.PURPOSE), Condition.Consent::purpose);
        var status =
                Field.required(
                        "status",
                        Scalars.oneOf(
                                Phrase.A_CONSENT_STATUS, ConsentStatus.class, ConsentStatus::name),
                        Condition.Consent::status);
        var inner =
                ObjectShape.of(
                        "consent",
                        in ->
                                new Condition.Consent(
                                        in.get(channel), in.get(purpose), in.get(status)),
                        channel,
                        purpose,
                        status);
        var consent = Field.required("consent", inner, (Condition.Consent it) -> it);
        return ObjectShape.of("consentTest", in -> in.get(consent), consent);
    }
}
