package org.marronnier.web.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.PlanOptions;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/programmes")
@For(Role.MARKETER)
class ProgrammesController extends ItemsController {

    private final ItemPages pages;
    private final MessageSource messages;

    ProgrammesController(ItemPages pages, ShowingItem showing, MessageSource messages) {
        super(ItemKind.PROGRAMME, "programme", pages, showing);
        this.pages = pages;
        this.messages = messages;
    }

    /** A programme with the names of what it names. */
    record Line(
            PlanDocument.Programme programme, @Nullable String objective, @Nullable String owner) {}

    /** The programmes of one stage; {@code stage} is null for those of none. */
    record Group(Conventions.@Nullable Stage stage, List<Line> programmes) {}

    @GetMapping
    String all(Model model) {
        var plan = plan();
        model.addAttribute("groups", groups(plan));
        gone(plan, model);
        return "programmes/all";
    }

    @PostMapping("/order")
    String order(
            @RequestParam("keys[]") List<String> keys,
            @RequestParam(required = false) @Nullable String up) {
        return pages.order(ItemPlace.list(ItemKind.PROGRAMME, null), keys, up);
    }

    private static List<Group> groups(PlanDocument plan) {
        var groups = new ArrayList<Group>();
        for (var stage : plan.conventions().stages()) {
            groups.add(new Group(stage, lines(plan, stage.key())));
        }
        var others = lines(plan, null);
        if (!others.isEmpty() || groups.isEmpty()) {
            groups.add(new Group(null, others));
        }
        return groups;
    }

    private static List<Line> lines(PlanDocument plan, @Nullable String stage) {
        return plan.programmes().stream()
                .filter(one -> Objects.equals(one.brief().stage(), stage))
                .map(
                        one ->
                                new Line(
                                        one,
                                        plan.objectives().stream()
                                                .filter(
                                                        objective ->
                                                                objective
                                                                        .key()
                                                                        .equals(
                                                                                one.brief()
                                                                                        .objective()))
                                                .map(Objective::name)
                                                .findFirst()
                                                .orElse(null),
                                        plan.conventions().departments().stream()
                                                .filter(
                                                        department ->
                                                                department
                                                                        .key()
                                                                        .equals(
                                                                                one.brief()
                                                                                        .owner()))
                                                .map(Conventions.Department::name)
                                                .findFirst()
                                                .orElse(null)))
                .toList();
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {
        plan.programmes().stream()
                .filter(one -> one.brief().key().equals(key))
                .findFirst()
                .ifPresent(programme -> model.addAttribute("programme", programme));
        model.addAttribute("gone", pages.gone(ItemPlace.list(ItemKind.SCENARIO, key)));
    }

    @Override
    protected void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
        var options = new Options(messages, locale);
        var named = new PlanOptions(plan);
        Map.of(
                        "touchpoints", named.touchpoints(),
                        "stages", named.stages(),
                        "objectives", named.objectives(),
                        "segments", named.segments(),
                        "departments", named.departments())
                .forEach(
                        (name, list) ->
                                model.addAttribute(name, options.orNone("programme.none", list)));
    }
}
