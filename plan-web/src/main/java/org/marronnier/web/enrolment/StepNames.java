package org.marronnier.web.enrolment;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.engine.scenario.Course;
import org.marronnier.web.scenario.DrawingSteps;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** What the steps of a scenario are called where they stand alone. */
@Component
final class StepNames {

    private final DrawingSteps drawing;
    private final Sayings sayings;

    StepNames(DrawingSteps drawing, Sayings sayings) {
        this.drawing = drawing;
        this.sayings = sayings;
    }

    /** The steps of one edition, numbered as they are read from top to bottom. */
    record Named(
            Map<String, Integer> numbers, Map<String, DrawingSteps.Shown> steps, Saying saying) {

        /** Such as “step 2”. */
        String number(String step) {
            var number = numbers.get(step);
            return number == null
                    ? saying.say("enrolment.step.gone")
                    : saying.say("enrolment.step", number);
        }

        /** Such as “Step 2: Send …”. */
        String whole(String step) {
            var shown = steps.get(step);
            return shown == null
                    ? saying.say("enrolment.step.gone")
                    : saying.say(
                            "enrolment.step.whole",
                            numbers.getOrDefault(step, 0),
                            shown.sentence().text());
        }
    }

    Named of(PlanDocument plan, ScenarioBrief brief, Locale locale) {
        var numbers = new HashMap<String, Integer>();
        for (var placed : Course.of(brief).all()) {
            numbers.put(placed.path().text(), numbers.size() + 1);
        }
        var steps = new HashMap<String, DrawingSteps.Shown>();
        collect(drawing.of(plan, brief.steps(), locale), steps);
        return new Named(numbers, steps, sayings.in(locale));
    }

    private static void collect(DrawingSteps.Way way, Map<String, DrawingSteps.Shown> steps) {
        for (var step : way.steps()) {
            steps.put(step.place(), step);
            step.ways().forEach(one -> collect(one, steps));
        }
    }
}
