package org.marronnier.web.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The plan itself: its name, its period and what else its frame says; and a new one. */
@Controller
@RequestMapping("/plan")
@For(Role.MARKETER)
class SettingsController {

    private static final String PAGE = "plan/settings";
    private static final String NEW = "plan/new";
    private static final List<String> LANGUAGES = List.of("fr", "en", "de", "es", "it", "nl", "pt");
    private static final List<String> UNITS = List.of("HOUR", "DAY", "WEEK", "ISO");

    private final ItemPages pages;
    private final ShowingItem showing;
    private final FrameForm form;
    private final MakingPlan making;
    private final CurrentPlan current;
    private final Answering answering;
    private final MessageSource messages;

    SettingsController(
            ItemPages pages,
            ShowingItem showing,
            FrameForm form,
            MakingPlan making,
            CurrentPlan current,
            Answering answering,
            MessageSource messages) {
        this.pages = pages;
        this.showing = showing;
        this.form = form;
        this.making = making;
        this.current = current;
        this.answering = answering;
        this.messages = messages;
    }

    @GetMapping("/settings")
    String show(Model model, Locale locale) {
        return page(model, locale);
    }

    @PostMapping("/settings")
    @For(Role.ADMIN)
    String change(
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var place = place();
        model.addAttribute("version", version);
        var view =
                pages.save(
                        place,
                        version,
                        form.typed(place.key(), fields),
                        PAGE,
                        "plan.settings.saved",
                        model);
        return view.equals(PAGE) ? page(model, locale) : view;
    }

    @GetMapping("/new")
    String ask(Model model) {
        model.addAttribute("values", Map.of("zone", ZoneId.of("Europe/Paris").getId()));
        return fresh(model);
    }

    @PostMapping("/new")
    String make(
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale) {
        var typed = FormTree.of(fields).tree();
        if (typed.get("name") instanceof String name) {
            typed.computeIfAbsent("key", _ -> making.freshKey(name));
        }
        return switch (making.make(typed, Editor.current().name())) {
            case MakingPlan.Outcome.Made(var document) -> {
                current.choose(document.plan().key());
                next.addFlashAttribute(
                        "toast",
                        messages.getMessage(
                                "plan.new.made", new Object[] {document.plan().name()}, locale));
                yield "redirect:/plan";
            }
            case MakingPlan.Outcome.Refused(var mistakes) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                answering.mark(mistakes, model);
                model.addAttribute("values", FormTree.of(fields).tree());
                yield fresh(model);
            }
        };
    }

    private String page(Model model, Locale locale) {
        var place = place();
        showing.fill(place.key(), place, model);
        var values = form.shown(place.key(), FormModel.values(model));
        model.addAttribute("values", values);
        var options = new Options(messages, locale);
        model.addAttribute(
                "languages", languages(String.valueOf(values.getOrDefault("locale", "")), locale));
        model.addAttribute("countries", options.orNone("plan.country.zone", countries(locale)));
        model.addAttribute("choices", Map.of("units", options.words(UNITS, "scenario.unit.")));
        model.addAttribute("zones", zones());
        return PAGE;
    }

    private static String fresh(Model model) {
        model.addAttribute("zones", zones());
        return NEW;
    }

    private ItemPlace place() {
        return ItemPlace.of(ItemKind.PLAN, pages.plan().plan().key());
    }

    private static List<Option> languages(String held, Locale locale) {
        var languages = new ArrayList<>(LANGUAGES);
        if (!held.isEmpty() && !languages.contains(held)) {
            languages.add(held);
        }
        return languages.stream()
                .map(tag -> new Option(tag, Locale.forLanguageTag(tag).getDisplayName(locale)))
                .toList();
    }

    private static List<Option> countries(Locale locale) {
        return Stream.of(Locale.getISOCountries())
                .map(code -> new Option(code, Locale.of("", code).getDisplayCountry(locale)))
                .sorted(Comparator.comparing(Option::text, java.text.Collator.getInstance(locale)))
                .toList();
    }

    /** The time zones that are offered; any that is known may be typed. */
    private static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.startsWith("Europe/"))
                .sorted()
                .toList();
    }
}
