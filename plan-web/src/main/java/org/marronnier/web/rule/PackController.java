package org.marronnier.web.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.pack.LegalPack;
import org.marronnier.domain.pack.LegalPacks;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.condition.Sentence;
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

    /**
     * One rule of a pack in words, and its law.
     *
     * @param state how the plan stands to it
     * @param missing whether nothing of the plan keeps it
     */
    record Line(
            Sentence says, String source, @Nullable String since, String state, boolean missing) {}

    @GetMapping
    String show(@PathVariable String pack, Model model, Locale locale) {
        var plan = pages.plan();
        var known = known(pack);
        var lines = lines(known, plan, locale);
        model.addAttribute("pack", known);
        model.addAttribute("lines", lines);
        model.addAttribute("missing", lines.stream().filter(Line::missing).count());
        model.addAttribute("lacks", PackItems.lacks(plan, known));
        model.addAttribute("held", PackItems.count(plan, known));
        return "rules/pack";
    }

    @PostMapping("/addition")
    @For(Role.ADMIN)
    String add(@PathVariable String pack) {
        var known = known(pack);
        var plan = pages.plan();
        var all = PackItems.kept(plan, known) == known.size();
        var outcome = editing.add(Editor.current(), plan.plan().key(), known);
        if (outcome instanceof EditingPack.Outcome.Done(var first, var last) && first > 0) {
            answering.toast(
                    sayings.say(all ? "pack.protected" : "pack.added"),
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
                                                        sentences.of(period, names, locale),
                                                        period.legal(),
                                                        PackItems.holds(plan, pack, period),
                                                        PackItems.keeping(plan, period)
                                                                .map(by -> by(by, period, locale))
                                                                .orElse(null))),
                        pack.pressure().stream()
                                .map(
                                        rule ->
                                                line(
                                                        sentences.of(rule, names, locale),
                                                        rule.legal(),
                                                        PackItems.holds(plan, pack, rule),
                                                        PackItems.keeping(plan, rule)
                                                                .map(by -> by(by, rule))
                                                                .orElse(null))),
                        pack.typology().stream()
                                .map(
                                        line ->
                                                line(
                                                        sentences.of(line, locale),
                                                        line.legal(),
                                                        PackItems.holds(plan, pack, line),
                                                        PackItems.keeping(plan, line)
                                                                .map(by -> by(by, locale))
                                                                .orElse(null))))
                .flatMap(lines -> lines)
                .toList();
    }

    private Line line(Sentence says, @Nullable Legal legal, boolean held, @Nullable String keptBy) {
        if (legal == null) {
            throw new IllegalStateException("A rule of a pack names its source.");
        }
        var since = legal.since();
        return new Line(
                says,
                legal.source(),
                since == null ? null : figures.date(since),
                held
                        ? sayings.say("pack.held")
                        : keptBy == null ? sayings.say("pack.missing") : keptBy,
                !held && keptBy == null);
    }

    private String by(PressureRule rule, PressureRule ofPack) {
        return keptBy(rule.name(), rule.key().equals(ofPack.key()));
    }

    /** A quiet period has no name, and is called by what it says. */
    private String by(QuietPeriod period, QuietPeriod ofPack, Locale locale) {
        return keptBy(
                sentences.of(period, Names.NONE, locale).text().replaceFirst("[.]$", ""),
                period.key().equals(ofPack.key()));
    }

    private String by(Typology.Line line, Locale locale) {
        return keptBy(sayings.say("regime." + line.regime(), locale), true);
    }

    private String keptBy(String name, boolean adds) {
        return sayings.say(adds ? "pack.kept-by.unprotected" : "pack.kept-by", name);
    }

    private static LegalPack known(String pack) {
        return LegalPacks.of(pack)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
