package org.marronnier.web.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTreeTest {

    @Test
    void insertsReplacesAndRemovesWithinBranchesAndSplits() {
        var steps = StepTree.of(scenario());

        assertThat(steps.insert("steps[1].branch.else", 0, step("new"))).isTrue();
        assertThat(steps.replace("steps[1].branch.then[0]", step("other"))).isTrue();
        assertThat(steps.insert("steps[2].split[1].steps", 0, step("late"))).isTrue();
        assertThat(steps.remove("steps[0]")).isTrue();

        assertThat(told(steps)).isEqualTo("if(other|new) split(c|late) d");
    }

    @Test
    void leavesTheScenarioItReadAsItWas() {
        var scenario = scenario();

        StepTree.of(scenario).remove("steps[0]");

        assertThat(told(StepTree.of(scenario))).isEqualTo("a if(b|) split(c|) d");
    }

    @Test
    void movesDownThroughBranchesAndOutAgain() {
        var steps = StepTree.of(scenario());
        var path = "steps[0]";
        var seen = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            path = steps.shift(path, true).orElseThrow();
            seen.add(told(steps));
        }

        assertThat(seen)
                .containsExactly(
                        "if(a b|) split(c|) d",
                        "if(b a|) split(c|) d",
                        "if(b|a) split(c|) d",
                        "if(b|) a split(c|) d",
                        "if(b|) split(a c|) d",
                        "if(b|) split(c a|) d",
                        "if(b|) split(c|a) d",
                        "if(b|) split(c|) a d",
                        "if(b|) split(c|) d a",
                        "if(b|) split(c|) d a");
    }

    @Test
    void movesUpTheWayItCameDown() {
        var steps = StepTree.of(scenario());
        var path = "steps[3]";
        for (var i = 0; i < 9; i++) {
            path = steps.shift(path, false).orElseThrow();
        }

        assertThat(told(steps)).isEqualTo("d a if(b|) split(c|)");
        assertThat(path).isEqualTo("steps[0]");
    }

    @Test
    void dropsAStepIntoAListThatMovesUpWithIt() {
        var steps = StepTree.of(scenario());

        assertThat(steps.move("steps[0]", "steps[1].branch.else", 0))
                .contains("steps[0].branch.else[0]");
        assertThat(told(steps)).isEqualTo("if(b|a) split(c|) d");
    }

    @Test
    void dropsNoStepIntoItselfOrNowhere() {
        var steps = StepTree.of(scenario());

        assertThat(steps.move("steps[1]", "steps[1].branch.then", 0)).isEmpty();
        assertThat(steps.move("steps[9]", "steps", 0)).isEmpty();
        assertThat(steps.move("steps[0]", "name", 0)).isEmpty();
        assertThat(steps.insert("steps[0].branch.then", 0, step("x"))).isFalse();
        assertThat(steps.insert("steps[9].branch.then", 0, step("x"))).isFalse();
        assertThat(told(steps)).isEqualTo("a if(b|) split(c|) d");
    }

    private static Map<String, Object> scenario() {
        return Map.of(
                "name",
                "Scenario",
                "steps",
                List.of(
                        step("a"),
                        Map.of("branch", Map.of("if", Map.of(), "then", List.of(step("b")))),
                        Map.of(
                                "split",
                                List.of(
                                        Map.of("weight", 1, "steps", List.of(step("c"))),
                                        Map.of("weight", 1))),
                        step("d")));
    }

    private static Map<String, Object> step(String name) {
        return Map.of("wait", name);
    }

    private static String told(StepTree steps) {
        return told(steps.tree().get("steps"));
    }

    private static String told(Object list) {
        return list instanceof List<?> steps
                ? String.join(" ", steps.stream().map(StepTreeTest::one).toList())
                : "";
    }

    private static String one(Object step) {
        var fields = (Map<?, ?>) step;
        if (fields.get("branch") instanceof Map<?, ?> branch) {
            return "if(" + list(branch, "then") + "|" + list(branch, "else") + ")";
        }
        if (fields.get("split") instanceof List<?> ways) {
            return "split("
                    + String.join(
                            "|", ways.stream().map(way -> list((Map<?, ?>) way, "steps")).toList())
                    + ")";
        }
        return String.valueOf(fields.get("wait"));
    }

    private static String list(Map<?, ?> owner, String name) {
        return owner.get(name) instanceof List<?> list ? told(list) : "";
    }
}
