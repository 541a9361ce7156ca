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
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.PlanOptions;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/programmes")
@For(Role.MARKETER)
class ProgrammesController {

    private final ItemPages pages;
    private final ShowingItem showing;
    private final MessageSource messages;

    ProgrammesController(ItemPages pages, ShowingItem showing, MessageSource messages) {
        this.pages = pages;
        this.showing = showing;
        this.messages = messages;
    }

    /** A programme with the names of what it names. */
    record Line(
            PlanDocument.Programme programme, @Nullable String objective, @Nullable String owner) {}

    /** The programmes of one stage; {@code stage} is null for those of none. */
    record Group(Conventions.@Nullable Stage stage, List<Line> programmes) {}

    @GetMapping
    String all(Model model) {
        var plan = pages.plan();
        model.addAttribute("groups", groups(plan));
        model.addAttribute("gone", showing.gone(plan.plan().key(), ItemKind.PROGRAMME, null));
        return "programmes/all";
    }

    /** A new one; a gap of the plan asks for it with what it knows already. */
    @GetMapping("/new")
    String ask(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        model.addAttribute("values", FormTree.of(fields).tree());
        return fresh(model, locale);
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        var view =
                pages.create(
                        ItemPlace.list(ItemKind.PROGRAMME, null),
                        FormTree.of(fields).tree(),
                        "programme",
                        "programmes/new",
                        model);
        return view.startsWith("redirect:") ? view : fresh(model, locale);
    }

    @GetMapping("/{key}")
    String show(@PathVariable String key, Model model, Locale locale) {
        return fill(key, model, locale);
    }

    @PostMapping("/{key}")
    String save(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var view =
                pages.save(
                        place(key), version, FormTree.of(fields).tree(), "programmes/one", model);
        return view.startsWith("redirect:") ? view : fill(key, model, locale);
    }

    @PostMapping("/{key}/copy")
    String copy(@PathVariable String key) {
        return pages.copy(place(key));
    }

    @PostMapping("/{key}/archiving")
    String archive(@PathVariable String key, @RequestParam long version) {
        return pages.archive(place(key), version);
    }

    @PostMapping("/order")
    String order(
            @RequestParam("keys[]") List<String> keys,
            @RequestParam(required = false) @Nullable String up) {
        return pages.order(ItemKind.PROGRAMME, keys, up);
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

    private String fresh(Model model, Locale locale) {
        choices(pages.plan(), model, locale);
        return "programmes/new";
    }

    private String fill(String key, Model model, Locale locale) {
        var plan = pages.plan();
        showing.fill(plan.plan().key(), place(key), model);
        choices(plan, model, locale);
        plan.programmes().stream()
                .filter(one -> one.brief().key().equals(key))
                .findFirst()
                .ifPresent(programme -> model.addAttribute("programme", programme));
        return "programmes/one";
    }

    private void choices(PlanDocument plan, Model model, Locale locale) {
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

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.PROGRAMME, key);
    }
}
