package org.marronnier.domain.document;

/** Plans that tests write as trees. */
public final class GivenPlan {

    private GivenPlan() {}

    /**
     * The plan that a tree says.
     *
     * @throws AssertionError with the mistakes, where it says none
     */
    public static PlanDocument read(Object tree) {
        return switch (new PlanReader(Recurrences.bySyntax()).read(tree)) {
            case Reading.Accepted(var plan) -> plan;
            case Reading.Refused(var mistakes) -> throw new AssertionError(mistakes.toString());
        };
    }
}
