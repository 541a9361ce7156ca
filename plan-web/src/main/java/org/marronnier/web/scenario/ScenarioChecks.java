package org.marronnier.web.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.engine.diagnostic.Lasting;
import org.marronnier.web.editing.Differences;
import org.marronnier.web.scenario.ScenarioPage.Check;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What keeps a scenario from going live: the mistakes that the plan would have if it were submitted
 * as it stands, and what is wise to have.
 */
@Component
class ScenarioChecks {

    private final PlanReader reader;
    private final Differences differences;
    private final MessageSource messages;

    ScenarioChecks(PlanReader reader, Differences differences, MessageSource messages) {
        this.reader = reader;
        this.differences = differences;
        this.messages = messages;
    }

    List<Check> of(
            PlanDocument plan,
            ItemPlace place,
            Map<String, Object> tree,
            ScenarioBrief brief,
            AudienceCount audience,
            Locale locale) {
        var checks = new ArrayList<Check>();
        for (var mistake : mistakes(plan, place, tree)) {
            checks.add(new Check(true, sentence(mistake), part(mistake.path())));
        }
        if (brief.goal() == null) {
            checks.add(advice("goal", "brief", locale));
        }
        if (brief.exit() == null && Lasting.isLasting(brief)) {
            checks.add(advice("exit", "exit", locale));
        }
        if (brief.purpose() == null && brief.type() != MessageType.TRANSACTIONAL) {
            checks.add(advice("purpose", "brief", locale));
        }
        var figures = audience.figures();
        if (figures != null && figures.contacts() == 0) {
            checks.add(advice("nobody", "target", locale));
        }
        return List.copyOf(checks);
    }

    /**
     * The mistakes of the scenario alone, were it submitted. The campaigns of the plan are only
     * read where something is wrong without them.
     */
    private List<Mistake> mistakes(PlanDocument plan, ItemPlace place, Map<String, Object> tree) {
        var document = DocumentTree.of(plan);
        var submitted = new LinkedHashMap<String, Object>(tree);
        submitted.put("key", place.key());
        submitted.put("status", "submitted");
        document.put(place, submitted);
        var path = document.path(place).orElse("");
        var light = new LinkedHashMap<>(document.root());
        light.remove("campaigns");
        return within(path, light).isEmpty() ? List.of() : within(path, document.root());
    }

    private List<Mistake> within(String path, Map<String, Object> root) {
        return switch (reader.read(root)) {
            case Reading.Accepted _ -> List.of();
            case Reading.Refused(var mistakes) ->
                    mistakes.stream()
                            .filter(mistake -> mistake.path().startsWith(path))
                            .map(
                                    mistake ->
                                            new Mistake(
                                                    mistake.path()
                                                            .substring(path.length())
                                                            .replaceFirst("^\\.", ""),
                                                    mistake.telling()))
                            .toList();
        };
    }

    private String sentence(Mistake mistake) {
        var wrong = differences.mistakes(List.of(mistake)).getFirst();
        return wrong.field().isEmpty() ? wrong.text() : wrong.field() + " : " + wrong.text();
    }

    private Check advice(String what, String part, Locale locale) {
        return new Check(false, messages.getMessage("scenario.check." + what, null, locale), part);
    }

    private static String part(String path) {
        if (path.startsWith("steps")) {
            return "steps";
        }
        var end = path.split("[.\\[]", 2)[0];
        return switch (end) {
            case "trigger", "target", "exit" -> end;
            default -> "brief";
        };
    }
}
