package org.marronnier.web.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.pack.LegalPack;
import org.marronnier.domain.pack.LegalPacks;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingPack;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.PackItems;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The rules of a country: looked at, added at once, taken out when that is meant. */
@Controller
@RequestMapping("/rules/packs/{pack}")
@For(Role.MARKETER)
class PackController {

    private final ItemPages pages;
    private final EditingPack editing;
    private final Answering answering;
    private final RuleSentences sentences;
    private final Sayings sayings;
    private final Figures figures;

    PackController(
            ItemPages pages,
            EditingPack editing,
            Answering answering,
            RuleSentences sentences,
            Sayings sayings,
            Figures figures) {
        this.pages = pages;
        this.editing = editing;
        this.answering = answering;
        this.sentences = sentences;
        this.sayings = sayings;
        this.figures = figures;
    }

    /** One rule of a pack in words, its law, and whether the plan holds it already. */
    record Line(String text, String source, @Nullable String since, boolean held) {}

    @GetMapping
    String show(@PathVariable String pack, Model model, Locale locale) {
        var plan = pages.plan();
        var known = known(pack);
        model.addAttribute("pack", known);
        model.addAttribute("lines", lines(known, plan, locale));
        model.addAttribute("held", PackItems.count(plan, known));
        return "rules/pack";
    }

    @PostMapping("/addition")
    @For(Role.ADMIN)
    String add(@PathVariable String pack) {
        var known = known(pack);
        var outcome = editing.add(Editor.current(), pages.plan().plan().key(), known);
        if (outcome instanceof EditingPack.Outcome.Done(var first, var last) && first > 0) {
            answering.toast(
                    sayings.say("pack.added"),
                    "/rules/packs/%s/addition/%d-%d/undo".formatted(pack, first, last),
                    false);
            return "redirect:/rules";
        }
        return told(outcome, "pack.added.nothing");
    }

    @PostMapping("/addition/{first:\\d+}-{last:\\d+}/undo")
    @For(Role.ADMIN)
    String takeBack(@PathVariable String pack, @PathVariable long first, @PathVariable long last) {
        return told(
                editing.takeBack(
                        Editor.current(), pages.plan().plan().key(), known(pack), first, last),
                "pack.taken-back");
    }

    @PostMapping("/removal")
    @For(Role.ADMIN)
    String remove(@PathVariable String pack, @RequestParam(defaultValue = "") String number) {
        var outcome =
                editing.remove(
                        Editor.current(),
                        pages.plan().plan().key(),
                        known(pack),
                        number.strip().matches("\\d{1,4}") ? Integer.parseInt(number.strip()) : 0);
        var view = told(outcome, "pack.removed");
        return outcome instanceof EditingPack.Outcome.Done ? view : "redirect:/rules/packs/" + pack;
    }

    private String told(EditingPack.Outcome outcome, String said) {
        switch (outcome) {
            case EditingPack.Outcome.Done _ ->
                    answering.toast(sayings.say(said), (String) null, false);
            case EditingPack.Outcome.Refused(var key) ->
                    answering.toast(sayings.say(key), (String) null, true);
        }
        return "redirect:/rules";
    }

    private List<Line> lines(LegalPack pack, PlanDocument plan, Locale locale) {
        var names = Names.of(plan);
        return Stream.of(
                        pack.quiet().stream()
                                .map(
                                        period ->
                                                line(
                                                        sentences.of(period, names, locale).text(),
                                                        period.legal(),
                                                        PackItems.holds(plan, pack, period))),
                        pack.pressure().stream()
                                .map(
                                        rule ->
                                                line(
                                                        sentences.of(rule, names, locale).text(),
                                                        rule.legal(),
                                                        PackItems.holds(plan, pack, rule))),
                        pack.typology().stream()
                                .map(
                                        line ->
                                                line(
                                                        sayings.say(
                                                                "pack.regime",
                                                                sayings.say(
                                                                        "channel."
                                                                                + line.channel()),
                                                                sayings.say(
                                                                        "condition.type."
                                                                                + line.type()),
                                                                sayings.say(
                                                                        "regime." + line.regime())),
                                                        line.legal(),
                                                        PackItems.holds(plan, pack, line))))
                .flatMap(lines -> lines)
                .toList();
    }

    private Line line(String text, @Nullable Legal legal, boolean held) {
        if (legal == null) {
            throw new IllegalStateException("A rule of a pack names its source.");
        }
        var since = legal.since();
        return new Line(text, legal.source(), since == null ? null : figures.date(since), held);
    }

    private static LegalPack known(String pack) {
        return LegalPacks.of(pack)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
