package org.marronnier.web.enrolment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.web.enrolment.LiveView.Row;
import org.marronnier.web.enrolment.LiveView.StepFigures;
import org.marronnier.web.scenario.DrawingSteps;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;

/** What was counted at the steps of an edition, and the shares that went each way. */
final class StepTallies {

    private final Tally tally;
    private final String address;
    private final long edition;
    private final Figures figures;
    private final Saying saying;
    private final Map<String, StepFigures> figured = new HashMap<>();
    private final Map<String, String> shares = new HashMap<>();

    StepTallies(Tally tally, String address, long edition, Figures figures, Saying saying) {
        this.tally = tally;
        this.address = address;
        this.edition = edition;
        this.figures = figures;
        this.saying = saying;
    }

    /** By the places of steps. */
    Map<String, StepFigures> figures() {
        return figured;
    }

    /** By the places of ways. */
    Map<String, String> shares() {
        return shares;
    }

    /** Works them out, for a way and all that is within it. */
    void figure(DrawingSteps.Way way) {
        for (var step : way.steps()) {
            var at = tally.at(step.place());
            var there = at.inside();
            figured.put(
                    step.place(),
                    new StepFigures(
                            figures.number(there),
                            there > 0,
                            figures.number(at.recent("passed")),
                            step.kind().equals("send") ? told(at) : List.of(),
                            LiveLists.list(address, "RUNNING")
                                    + "&step="
                                    + step.place()
                                    + "&edition="
                                    + edition));
            share(step);
            step.ways().forEach(this::figure);
        }
    }

    /** What went into a way without steps is what passed and went into no other. */
    private void share(DrawingSteps.Shown step) {
        var passed = tally.at(step.place()).recent("passed");
        var empty = step.ways().stream().filter(way -> way.steps().isEmpty()).count();
        if (passed <= 0 || empty > 1) {
            return;
        }
        var entered = new LinkedHashMap<String, Long>();
        for (var way : step.ways()) {
            if (!way.steps().isEmpty()) {
                entered.put(way.place(), tally.at(way.place() + ".0").recent("reached"));
            }
        }
        var others = entered.values().stream().mapToLong(Long::longValue).sum();
        for (var way : step.ways()) {
            var n = entered.getOrDefault(way.place(), passed - others);
            shares.put(
                    way.place(),
                    saying.say(
                            n == 1 ? "live.way.one" : "live.way",
                            figures.number(Math.max(0, n)),
                            figures.percent(Math.clamp((double) n / passed, 0, 1), 0)));
        }
    }

    private List<Row> told(Tally at) {
        var told = new Rows(figures);
        var offered = at.recent("offered");
        if (offered == 0) {
            told.put(word("live.sent", at.sent()), at.sent(), "ok", null);
        }
        tell(told, "live.offered", offered, "", null);
        tell(told, "live.withheld", at.withheld(), "nut", null);
        var deferred = at.all(Funnel.DEFERRED);
        tell(told, "live.deferred", deferred, "slate", LiveLists.list(address, "DEFERRED"));
        told.add(saying.say("live.control"), at.recent(Funnel.CONTROL), "", null);
        tell(told, "live.opened", at.recent("opened"), "", null);
        tell(told, "live.clicked", at.recent("clicked"), "", null);
        return told.toList();
    }

    private void tell(Rows told, String key, long n, String tone, @Nullable String href) {
        told.add(word(key, n), n, tone, href);
    }

    private String word(String key, long n) {
        return saying.say(n == 1 ? key + ".one" : key);
    }
}
