package org.marronnier.web.spreadsheet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.user.Role;
import org.marronnier.store.spreadsheet.Spreadsheets;
import org.marronnier.store.spreadsheet.Spreadsheets.Spreadsheet;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.PlainText;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

@Controller
@RequestMapping("/plan/spreadsheet")
@For(Role.MARKETER)
class SpreadsheetController {

    private static final int SHOWN = 200;
    private static final String SEPARATOR = "|";

    private final ImportingSpreadsheet importing;
    private final ApplyingSpreadsheet applying;
    private final WorkingPlan plans;
    private final Spreadsheets spreadsheets;
    private final CurrentPlan current;
    private final SpreadsheetWords words;
    private final UnknownWords unknown;
    private final RefusalSheet refusals;
    private final Figures figures;

    SpreadsheetController(
            ImportingSpreadsheet importing,
            ApplyingSpreadsheet applying,
            WorkingPlan plans,
            Spreadsheets spreadsheets,
            CurrentPlan current,
            SpreadsheetWords words,
            UnknownWords unknown,
            RefusalSheet refusals,
            Figures figures) {
        this.importing = importing;
        this.applying = applying;
        this.plans = plans;
        this.spreadsheets = spreadsheets;
        this.current = current;
        this.words = words;
        this.unknown = unknown;
        this.refusals = refusals;
        this.figures = figures;
    }

    @ModelAttribute
    void limits(Model model) {
        model.addAttribute("mostMegabytes", Limits.BYTES >> 20);
        model.addAttribute("mostRows", figures.number(Limits.ROWS));
    }

    @GetMapping
    String ask() {
        return current.key().isPresent() ? "spreadsheet/new" : "plan/none";
    }

    @PostMapping
    String send(
            @RequestParam MultipartFile file,
            Principal sender,
            Model model,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        var plan = current.key().orElseThrow(SpreadsheetController::missing);
        try {
            if (file.getSize() > Limits.BYTES) {
                throw new UnreadableSheet(UnreadableSheet.Why.TOO_LARGE, Limits.BYTES >> 20);
            }
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            var id = importing.take(plan, sender.getName(), name, file.getBytes());
            return "redirect:/plan/spreadsheet/" + id;
        } catch (UnreadableSheet why) {
            model.addAttribute("unreadable", words.unreadable(why, locale));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "spreadsheet/new";
        }
    }

    /**
     * How the file is read.
     *
     * @param sheet another sheet to look at, or null for the one that was chosen
     * @param header another line of headers to look at, or null
     */
    @GetMapping("/{id:\\d+}")
    String mapping(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer sheet,
            @RequestParam(required = false) @Nullable Integer header,
            Principal sender,
            Model model,
            Locale locale)
            throws IOException, UnreadableSheet {
        var sent = sent(id, sender);
        var mapping = Mapping.of(sent.mapping());
        if (sheet != null && sheet != mapping.sheet()) {
            mapping = ImportingSpreadsheet.guessed(importing.glimpse(sent, sheet, null));
        } else if (header != null && header != mapping.header()) {
            mapping =
                    ImportingSpreadsheet.guessed(importing.glimpse(sent, mapping.sheet(), header));
        }
        return mapping(sent, mapping, null, model, locale);
    }

    @PostMapping("/{id:\\d+}")
    String map(
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> form,
            Principal sender,
            Model model,
            HttpServletResponse response,
            Locale locale)
            throws IOException, UnreadableSheet {
        var sent = sent(id, sender);
        var before = Mapping.of(sent.mapping());
        var mapping = mapping(form, before);
        var wrong = wrong(mapping, form);
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return mapping(sent, mapping, words.say(wrong, locale), model, locale);
        }
        spreadsheets.map(id, mapping.tree());
        return "redirect:/plan/spreadsheet/" + id + "/preview";
    }

    @GetMapping("/{id:\\d+}/preview")
    String preview(@PathVariable long id, Principal sender, Model model, Locale locale)
            throws IOException, UnreadableSheet {
        var sent = sent(id, sender);
        var plan = plan(sent);
        var proposal = importing.propose(sent, plan, locale);
        model.addAttribute("sent", sent);
        model.addAttribute("plan", plan.plan());
        model.addAttribute("proposal", proposal);
        model.addAttribute("seal", applying.seal(proposal));
        model.addAttribute("made", proposal.count(Proposal.Outcome.NEW));
        model.addAttribute("changed", proposal.count(Proposal.Outcome.CHANGED));
        model.addAttribute("same", proposal.count(Proposal.Outcome.SAME));
        model.addAttribute("changing", proposal.changing().stream().limit(SHOWN).toList());
        model.addAttribute("shown", SHOWN);
        model.addAttribute(
                "refused",
                proposal.refusals().stream()
                        .limit(SHOWN)
                        .map(refusal -> words.line(refusal, locale))
                        .toList());
        model.addAttribute("unknown", unknown.of(proposal, plan, locale));
        return "spreadsheet/preview";
    }

    /** Says what words that nothing answers to stand for. */
    @PostMapping("/{id:\\d+}/words")
    String words(
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> form,
            Principal sender) {
        var sent = sent(id, sender);
        var mapping = Mapping.of(sent.mapping());
        var values = new EnumMap<Column, Map<String, String>>(Column.class);
        mapping.values().forEach((column, texts) -> values.put(column, new HashMap<>(texts)));
        var asked = form.getOrDefault("word", List.of());
        var meant = form.getOrDefault("meaning", List.of());
        for (int i = 0; i < Math.min(asked.size(), meant.size()); i++) {
            var at = asked.get(i).indexOf(SEPARATOR);
            if (at > 0 && !meant.get(i).equals(UnknownWords.REFUSED)) {
                values.computeIfAbsent(
                                Column.valueOf(asked.get(i).substring(0, at)), _ -> new HashMap<>())
                        .put(
                                PlainText.of(asked.get(i).substring(at + 1)),
                                meant.get(i).equals(UnknownWords.NOTHING) ? "" : meant.get(i));
            }
        }
        spreadsheets.map(id, mapping.withValues(values).tree());
        return "redirect:/plan/spreadsheet/" + id + "/preview";
    }

    @GetMapping("/{id:\\d+}/refusals")
    void refusals(
            @PathVariable long id, Principal sender, HttpServletResponse response, Locale locale)
            throws IOException, UnreadableSheet {
        var sent = sent(id, sender);
        refusals.write(sent, importing.propose(sent, plan(sent), locale), locale, response);
    }

    /**
     * Makes the drafts and changes.
     *
     * @param seal what the preview showed; where it would do something else by now it is shown
     *     again
     */
    @PostMapping("/{id:\\d+}/application")
    String apply(
            @PathVariable long id,
            @RequestParam String seal,
            Principal sender,
            Model model,
            HttpServletResponse response,
            Locale locale)
            throws IOException, UnreadableSheet {
        var sent = sent(id, sender);
        var outcome = applying.apply(sent, seal, Editor.current(), locale);
        return switch (outcome) {
            case ApplyingSpreadsheet.Outcome.Applied _ ->
                    "redirect:/plan/spreadsheet/" + id + "/result";
            case ApplyingSpreadsheet.Outcome.Moved _ ->
                    again("spreadsheet.moved", sent, sender, model, response, locale);
            case ApplyingSpreadsheet.Outcome.Stopped(var key) ->
                    again(key, sent, sender, model, response, locale);
        };
    }

    @GetMapping("/{id:\\d+}/result")
    String result(@PathVariable long id, Principal sender, Model model, Locale locale)
            throws IOException, UnreadableSheet {
        var sent = sent(id, sender);
        if (sent.result() == null) {
            return "redirect:/plan/spreadsheet/" + id + "/preview";
        }
        model.addAttribute("sent", sent);
        model.addAttribute("result", ApplyingSpreadsheet.Result.of(sent.result()));
        return "spreadsheet/result";
    }

    /** A file that could be read when it came and cannot be any more has lost its sheet. */
    @ExceptionHandler(UnreadableSheet.class)
    ModelAndView unreadable(UnreadableSheet why, HttpServletResponse response, Locale locale) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return new ModelAndView(
                "spreadsheet/new",
                Map.of(
                        "unreadable",
                        words.unreadable(why, locale),
                        "mostMegabytes",
                        Limits.BYTES >> 20,
                        "mostRows",
                        figures.number(Limits.ROWS)));
    }

    private String again(
            String key,
            Spreadsheet sent,
            Principal sender,
            Model model,
            HttpServletResponse response,
            Locale locale)
            throws IOException, UnreadableSheet {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("stopped", words.say(key, locale));
        return preview(sent.id(), sender, model, locale);
    }

    private String mapping(
            Spreadsheet sent, Mapping mapping, @Nullable String wrong, Model model, Locale locale)
            throws IOException, UnreadableSheet {
        model.addAttribute("sent", sent);
        model.addAttribute("mapping", mapping);
        model.addAttribute("glimpse", importing.glimpse(sent, mapping.sheet(), mapping.header()));
        model.addAttribute("columns", words.columns(locale));
        model.addAttribute("types", MessageType.values());
        model.addAttribute("wrong", wrong);
        return "spreadsheet/mapping";
    }

    private static Mapping mapping(MultiValueMap<String, String> form, Mapping before) {
        var columns = new ArrayList<@Nullable Column>();
        for (var name : form.getOrDefault("column", List.of())) {
            columns.add(name.isEmpty() ? null : Column.valueOf(name));
        }
        return new Mapping(
                number(form.getFirst("sheet"), before.sheet()),
                number(form.getFirst("header"), before.header()),
                columns,
                MessageType.valueOf(
                        Objects.requireNonNullElse(form.getFirst("type"), before.type().name())),
                time(form.getFirst("time"), before.time()),
                before.values());
    }

    /** The key of the message that says what is wrong with a mapping, if anything. */
    private static @Nullable String wrong(Mapping mapping, MultiValueMap<String, String> form) {
        for (var column : Column.values()) {
            if (mapping.columns().stream().filter(column::equals).count() > 1) {
                return "spreadsheet.mapping.twice";
            }
        }
        if (!mapping.has(Column.KEY) && !mapping.has(Column.NAME)) {
            return "spreadsheet.mapping.no-name";
        }
        if (!mapping.has(Column.KEY) && !mapping.has(Column.DATE)) {
            return "spreadsheet.mapping.no-date";
        }
        return Moments.time(Cell.of(Objects.requireNonNullElse(form.getFirst("time"), "")))
                        .isEmpty()
                ? "spreadsheet.mapping.time"
                : null;
    }

    private static LocalTime time(@Nullable String text, LocalTime usual) {
        return text == null ? usual : Moments.time(Cell.of(text)).orElse(usual);
    }

    private static int number(@Nullable String text, int usual) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : usual;
    }

    private PlanDocument plan(Spreadsheet sent) {
        return plans.find(sent.plan()).orElseThrow(SpreadsheetController::missing);
    }

    private Spreadsheet sent(long id, Principal sender) {
        return spreadsheets.find(id, sender.getName()).orElseThrow(SpreadsheetController::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
