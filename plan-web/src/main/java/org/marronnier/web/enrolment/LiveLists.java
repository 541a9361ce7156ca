package org.marronnier.web.enrolment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.decision.Reason;
import org.marronnier.store.enrolment.EnrolmentPaths;
import org.marronnier.store.enrolment.ScenarioFigures;
import org.marronnier.web.condition.Names;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.enrolment.LiveView.Row;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.stereotype.Component;

/** What stands beside the steps of a scenario: its messages, who was turned away, held or stuck. */
@Component
final class LiveLists {

    private static final int FAILURES = 5;

    private final ScenarioFigures counted;
    private final EnrolmentPaths paths;
    private final EnrolmentWords words;
    private final ContactWords contacts;
    private final Figures figures;

    LiveLists(
            ScenarioFigures counted,
            EnrolmentPaths paths,
            EnrolmentWords words,
            ContactWords contacts,
            Figures figures) {
        this.counted = counted;
        this.paths = paths;
        this.words = words;
        this.contacts = contacts;
        this.figures = figures;
    }

    /** The address of the contacts of a scenario in some state. */
    static String list(String address, String state) {
        return address + "/enrolments?state=" + state;
    }

    /** What left in the period, and what did not, by the reason. */
    List<Row> messages(Tally tally, Names names, Saying saying) {
        var rows = new Rows(figures);
        rows.add(saying.say("live.sent"), tally.sent(), "ok", null);
        rows.add(saying.say("live.opened"), tally.recent("opened"), "", null);
        rows.add(saying.say("live.clicked"), tally.recent("clicked"), "", null);
        tally.withheldBy()
                .forEach((line, n) -> rows.add(words.line(line, names, saying), n, "nut", null));
        rows.add(saying.say("live.control"), tally.recent(Funnel.CONTROL), "", null);
        return rows.toList();
    }

    /** Who was turned away in the period, by the reason. */
    List<Row> refused(Tally tally, String address, Saying saying) {
        var rows = new Rows(figures);
        tally.refusedBy()
                .forEach(
                        (line, n) -> {
                            var reason = line.substring(Tally.REFUSED.length());
                            rows.add(
                                    words.refusal(reason, saying),
                                    n,
                                    "nut",
                                    list(address, "REFUSED") + "&reason=" + reason);
                        });
        return rows.toList();
    }

    /** Why those who are deferred are: the rule, or what else held them. */
    List<Row> deferred(long scenario, String address, Names names, Saying saying) {
        var counts = new LinkedHashMap<String, Long>();
        for (var reasons : counted.deferred(scenario)) {
            ReasonReader.read(reasons).stream()
                    .map(reason -> held(reason, names, saying))
                    .distinct()
                    .forEach(name -> counts.merge(name, 1L, Long::sum));
        }
        var rows = new Rows(figures);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(
                        one ->
                                rows.add(
                                        one.getKey(),
                                        one.getValue(),
                                        "slate",
                                        list(address, "DEFERRED")));
        return rows.toList();
    }

    private static String held(Reason reason, Names names, Saying saying) {
        return reason instanceof Reason.Pressure(var _, var refusals) && !refusals.isEmpty()
                ? names.rule(refusals.getFirst().rule())
                : saying.say("contact.gate." + reason.gate());
    }

    /** The last who cannot go on. */
    List<LiveView.Failure> failures(long scenario, String address, Saying saying) {
        return paths
                .of(
                        scenario,
                        new EnrolmentPaths.Asked("FAILED", null, null, null),
                        Long.MAX_VALUE,
                        FAILURES)
                .stream()
                .map(
                        one ->
                                new LiveView.Failure(
                                        one.id(),
                                        one.externalId(),
                                        contacts.name(
                                                one.firstName(), one.lastName(), one.externalId()),
                                        words.failure(one.reason(), saying),
                                        address + "/enrolments/" + one.id()))
                .toList();
    }
}
