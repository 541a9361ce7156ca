package org.marronnier.web.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.Names;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Option;
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
@RequestMapping("/objectives")
@For(Role.MARKETER)
class ObjectivesController {

    private final ItemPages pages;
    private final ShowingItem showing;
    private final MessageSource messages;

    ObjectivesController(ItemPages pages, ShowingItem showing, MessageSource messages) {
        this.pages = pages;
        this.showing = showing;
        this.messages = messages;
    }

    /** An objective with the names of what it names. */
    record Line(Objective objective, String kpi, @Nullable String scope) {}

    @GetMapping
    String all(Model model, Locale locale) {
        var plan = pages.plan();
        var names = Names.of(plan);
        model.addAttribute(
                "objectives",
                plan.objectives().stream()
                        .map(
                                one ->
                                        new Line(
                                                one,
                                                kpi(plan, one.kpi(), locale),
                                                one.segment() != null
                                                        ? names.segment(one.segment())
                                                        : one.stage() != null
                                                                ? names.stage(one.stage())
                                                                : null))
                        .toList());
        model.addAttribute("gone", showing.gone(plan.plan().key(), ItemKind.OBJECTIVE, null));
        return "objectives/all";
    }

    @GetMapping("/new")
    String ask(Model model, Locale locale) {
        return fresh(model, locale);
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        var view =
                pages.create(
                        ItemPlace.list(ItemKind.OBJECTIVE, null),
                        form(fields).tree(),
                        "objectif",
                        "objectives/new",
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
        var view = pages.save(place(key), version, form(fields).tree(), "objectives/one", model);
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
        return pages.order(ItemKind.OBJECTIVE, keys, up);
    }

    private String fresh(Model model, Locale locale) {
        choices(pages.plan(), model, locale);
        return "objectives/new";
    }

    private String fill(String key, Model model, Locale locale) {
        var plan = pages.plan();
        showing.fill(plan.plan().key(), place(key), model);
        choices(plan, model, locale);
        model.addAttribute(
                "programmes",
                plan.programmes().stream()
                        .filter(one -> key.equals(one.brief().objective()))
                        .toList());
        return "objectives/one";
    }

    private void choices(PlanDocument plan, Model model, Locale locale) {
        var kpis = new ArrayList<Option>(Options.of(plan.kpis(), Kpi::key, Kpi::name));
        Arrays.stream(BuiltInKpi.values())
                .filter(kpi -> plan.kpis().stream().noneMatch(own -> own.key().equals(kpi.key())))
                .forEach(kpi -> kpis.add(new Option(kpi.key(), kpi(plan, kpi.key(), locale))));
        model.addAttribute("kpis", kpis);
        var options = new Options(messages, locale);
        var named = new PlanOptions(plan);
        model.addAttribute("segments", options.orNone("objective.none", named.segments()));
        model.addAttribute("stages", options.orNone("objective.none", named.stages()));
    }

    private String kpi(PlanDocument plan, String key, Locale locale) {
        return plan.kpis().stream()
                .filter(own -> own.key().equals(key))
                .findFirst()
                .map(own -> own.name())
                .orElseGet(() -> messages.getMessage("kpi." + key, null, locale));
    }

    private static FormTree form(MultiValueMap<String, String> fields) {
        return FormTree.of(fields).numbers("baseline", "target");
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.OBJECTIVE, key);
    }
}
