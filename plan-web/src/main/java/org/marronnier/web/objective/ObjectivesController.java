package org.marronnier.web.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.marronnier.web.editing.ItemsController;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.plan.KpiUnit;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Option;
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
@RequestMapping("/objectives")
@For(Role.MARKETER)
class ObjectivesController extends ItemsController {

    private final ItemPages pages;
    private final MessageSource messages;

    ObjectivesController(ItemPages pages, ShowingItem showing, MessageSource messages) {
        super(ItemKind.OBJECTIVE, "objectif", pages, showing);
        this.pages = pages;
        this.messages = messages;
    }

    /** An objective with the names of what it names. */
    record Line(Objective objective, String kpi, KpiUnit unit, @Nullable String scope) {}

    @GetMapping
    String all(Model model, Locale locale) {
        var plan = plan();
        var names = Names.of(plan);
        model.addAttribute(
                "objectives",
                plan.objectives().stream()
                        .map(
                                one ->
                                        new Line(
                                                one,
                                                kpi(plan, one.kpi(), locale),
                                                KpiUnit.of(plan, one.kpi()),
                                                one.segment() != null
                                                        ? names.segment(one.segment())
                                                        : one.stage() != null
                                                                ? names.stage(one.stage())
                                                                : null))
                        .toList());
        gone(plan, model);
        return "objectives/all";
    }

    @PostMapping("/order")
    String order(
            @RequestParam("keys[]") List<String> keys,
            @RequestParam(required = false) @Nullable String up) {
        return pages.order(ItemPlace.list(ItemKind.OBJECTIVE, null), keys, up);
    }

    @Override
    protected Map<String, Object> tree(MultiValueMap<String, String> fields) {
        return FormTree.of(fields).numbers("baseline", "target").tree();
    }

    @Override
    protected void surround(PlanDocument plan, String key, Model model) {
        model.addAttribute(
                "programmes",
                plan.programmes().stream()
                        .filter(one -> key.equals(one.brief().objective()))
                        .toList());
    }

    @Override
    protected void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale) {
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
}
