package org.marronnier.web.convention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.convention.Conventions.Touchpoint;
import org.marronnier.domain.document.DocumentWord;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.ConditionEditor;
import org.marronnier.web.condition.ConditionFields;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Everybody reads the conventions; an administrator changes them. */
@Controller
@RequestMapping("/conventions")
@For(Role.MARKETER)
class ConventionsController {

    private static final String PAGE = "conventions/all";

    private final ShownPlan shown;
    private final EditingItem editing;
    private final ShowingItem showing;
    private final Answering answering;
    private final EditingConditions conditions;
    private final TabForm forms;
    private final Sayings sayings;

    ConventionsController(
            ShownPlan shown,
            EditingItem editing,
            ShowingItem showing,
            Answering answering,
            EditingConditions conditions,
            TabForm forms,
            Sayings sayings) {
        this.shown = shown;
        this.editing = editing;
        this.showing = showing;
        this.answering = answering;
        this.conditions = conditions;
        this.forms = forms;
        this.sayings = sayings;
    }

    /** One cell of the matrix of the typology. */
    record Cell(String name, String label, String regime, List<Option> regimes) {}

    /** A channel and its cells. */
    record Row(Channel channel, List<Cell> cells) {}

    @GetMapping
    String first(Model model, Locale locale) {
        return tab(Tab.STAGES.field(), model, locale);
    }

    @GetMapping("/{tab}")
    String tab(@PathVariable String tab, Model model, Locale locale) {
        return page(shown.required(), known(tab), model, locale);
    }

    @PostMapping("/{tab}")
    @For(Role.ADMIN)
    String change(
            @PathVariable String tab,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var part = known(tab);
        var key = plan.plan().key();
        var now =
                editing.find(key, place(plan))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var typed = new LinkedHashMap<>(now.working());
        typed.put(
                part.field(),
                part == Tab.TYPOLOGY
                        ? LegalLines.kept(now.working(), forms.read(part, fields))
                        : forms.read(part, fields));
        model.addAttribute("version", version);
        model.addAttribute("editing", TabForm.isPressed(fields));
        if (TabForm.isPressed(fields)) {
            model.addAttribute("values", typed);
            return page(plan, part, model, locale);
        }
        var answer = editing.change(Editor.current(), key, place(plan), version, typed);
        var view =
                answering.view(
                        answer, typed, "/conventions/" + tab, PAGE, "conventions.saved", model);
        return view.equals(PAGE) ? page(shown.required(), part, model, locale) : view;
    }

    private String page(PlanDocument plan, Tab tab, Model model, Locale locale) {
        showing.fill(plan.plan().key(), place(plan), model);
        var list = list(model, tab);
        model.addAttribute("tab", tab.field());
        model.addAttribute("tabs", List.of(Tab.values()).stream().map(Tab::field).toList());
        model.addAttribute("rows", list);
        var options = new Options(sayings.in(locale));
        var channels = options.constants(Channel.values(), "channel.");
        model.addAttribute("channels", channels);
        model.addAttribute("channelsOrNone", options.orNone("conventions.channel.none", channels));
        model.addAttribute("types", options.constants(MessageType.values(), "condition.type."));
        switch (tab) {
            case STAGES -> model.addAttribute("whens", whens(plan, list, model, locale));
            case TYPOLOGY -> model.addAttribute("matrix", matrix(list, options, locale));
            case COSTS -> {
                model.addAttribute("costs", costs(list));
                model.addAttribute("costWrongs", costWrongs(list, FormModel.mistakes(model)));
            }
            case TOUCHPOINTS -> model.addAttribute("directions", directions(options));
            case DEDUPLICATION ->
                    model.addAttribute(
                            "contactFields",
                            options.words(ConditionFields.OF_CONTACT, "condition.field."));
            case PURPOSES, SENDERS, DEPARTMENTS -> {}
        }
        return PAGE;
    }

    private static List<?> list(Model model, Tab tab) {
        return FormModel.values(model).get(tab.field()) instanceof List<?> list ? list : List.of();
    }

    /** An editor a stage, and one for the stage to come. */
    private List<ConditionEditor> whens(
            PlanDocument plan, List<?> stages, Model model, Locale locale) {
        var mistakes = FormModel.mistakes(model);
        var editors = new ArrayList<ConditionEditor>();
        for (var i = 0; i <= stages.size(); i++) {
            var when =
                    i < stages.size() && stages.get(i) instanceof Map<?, ?> stage
                            ? stage.get("when")
                            : null;
            editors.add(conditions.show(when, "stages[" + i + "].when", plan, mistakes, locale));
        }
        return editors;
    }

    private List<Row> matrix(List<?> lines, Options options, Locale locale) {
        var said =
                lines.stream()
                        .filter(Map.class::isInstance)
                        .map(line -> (Map<?, ?>) line)
                        .collect(
                                Collectors.toMap(
                                        line -> line.get("channel") + "." + line.get("type"),
                                        line -> String.valueOf(line.get("regime")),
                                        (first, _) -> first));
        var defaults = new Typology(List.of());
        var rows = new ArrayList<Row>();
        for (var channel : Channel.values()) {
            var cells = new ArrayList<Cell>();
            for (var type : MessageType.values()) {
                var regimes = new ArrayList<Option>();
                regimes.add(
                        new Option(
                                "",
                                sayings.say(
                                        "conventions.default",
                                        locale,
                                        sayings.say(
                                                "regime." + defaults.regime(channel, type),
                                                locale))));
                regimes.addAll(options.constants(Regime.values(), "regime."));
                cells.add(
                        new Cell(
                                "_regime." + channel + "." + type,
                                sayings.say("channel." + channel, locale)
                                        + " × "
                                        + sayings.say("condition.type." + type, locale),
                                said.getOrDefault(channel + "." + type, ""),
                                regimes));
            }
            rows.add(new Row(channel, cells));
        }
        return rows;
    }

    private static Map<String, String> costs(List<?> costs) {
        return costs.stream()
                .filter(Map.class::isInstance)
                .map(cost -> (Map<?, ?>) cost)
                .collect(
                        Collectors.toMap(
                                cost -> String.valueOf(cost.get("channel")),
                                cost -> String.valueOf(cost.get("each")),
                                (first, _) -> first));
    }

    /** What is wrong with a cost, by its channel. */
    private static Map<String, String> costWrongs(List<?> costs, Map<String, String> mistakes) {
        var wrongs = new HashMap<String, String>();
        for (var i = 0; i < costs.size(); i++) {
            var wrong = mistakes.get("costs[" + i + "].each");
            if (wrong != null && costs.get(i) instanceof Map<?, ?> cost) {
                wrongs.put(String.valueOf(cost.get("channel")), wrong);
            }
        }
        return wrongs;
    }

    private static List<Option> directions(Options options) {
        return options.orNone(
                "conventions.direction.any",
                options.constants(
                        Touchpoint.Direction.values(),
                        DocumentWord::dashed,
                        "conventions.direction."));
    }

    private static Tab known(String tab) {
        return Tab.of(tab).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ItemPlace place(PlanDocument plan) {
        return ItemPlace.of(ItemKind.CONVENTIONS, plan.plan().key());
    }
}
