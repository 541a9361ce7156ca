package org.marronnier.web.calendar;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.security.For;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Places campaigns on the calendar: dragged by a script, or by a form of its own. */
@Controller
@RequestMapping("/calendar")
@For(Role.MARKETER)
class PlacingController {

    /**
     * What a form or a script asks.
     *
     * @param deed move, stretch, copy, omit or end; nothing means move
     * @param at what names the occurrence
     * @param was where it is shown; nothing where it was not moved by hand
     * @param to a day, or a day and a time; a day alone keeps the time
     * @param scope one, following or all
     * @param lane the side of a lane and its word, as {@code programme:accueil}
     * @param back where the form came from
     */
    record Asked(
            String plan,
            String key,
            @Nullable String deed,
            @Nullable String at,
            @Nullable String was,
            @Nullable String to,
            @Nullable String time,
            @Nullable String scope,
            @Nullable Integer days,
            @Nullable String lane,
            @Nullable String back) {}

    /** What a script is told. */
    record Told(String text, @Nullable String undo) {}

    private final PlacingCampaign placing;
    private final PlacingBounds bounds;
    private final PlacingSentences sentences;
    private final ShownPlan shown;
    private final Plans plans;

    PlacingController(
            PlacingCampaign placing,
            PlacingBounds bounds,
            PlacingSentences sentences,
            ShownPlan shown,
            Plans plans) {
        this.placing = placing;
        this.bounds = bounds;
        this.sentences = sentences;
        this.shown = shown;
        this.plans = plans;
    }

    @GetMapping("/placements")
    String form(@ModelAttribute("asked") Asked asked, Model model) {
        return form(asked, model, null);
    }

    @PostMapping(path = "/placements", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Told> placeByScript(@ModelAttribute Asked asked, Locale locale) {
        var outcome = place(asked, locale);
        return ResponseEntity.status(status(outcome))
                .body(
                        new Told(
                                sentences.of(outcome, asked.deed(), asked.to(), locale),
                                undo(asked.plan(), outcome).orElse(null)));
    }

    @PostMapping(path = "/placements", produces = MediaType.TEXT_HTML_VALUE)
    String place(
            @ModelAttribute("asked") Asked asked,
            Model model,
            RedirectAttributes answer,
            HttpServletResponse response,
            Locale locale) {
        var outcome = place(asked, locale);
        var text = sentences.of(outcome, asked.deed(), asked.to(), locale);
        if (!(outcome instanceof Placing.Placed)) {
            response.setStatus(status(outcome).value());
            return form(asked, model, text);
        }
        answer.addFlashAttribute("toast", text);
        undo(asked.plan(), outcome).ifPresent(undo -> answer.addFlashAttribute("undo", undo));
        return "redirect:" + ReturnPath.local(asked.back()).orElse("/calendar");
    }

    /** A new campaign on a day: a draft, to be completed on its page. */
    @PostMapping("/campaigns")
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "promotional") String type,
            @RequestParam(defaultValue = "") String start,
            @RequestParam(defaultValue = "") String lane,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes answer,
            Locale locale) {
        var plan = shown.required();
        var at = time(start).orElse(null);
        var outcome =
                name.isBlank() || at == null
                        ? Placing.stopped("placing.new.wrong")
                        : placing.create(
                                Editor.current(),
                                plan.plan().key(),
                                tree(name.strip(), type, at, lane));
        answer.addFlashAttribute("toast", sentences.of(outcome, "create", start, locale));
        undo(plan.plan().key(), outcome).ifPresent(undo -> answer.addFlashAttribute("undo", undo));
        return outcome instanceof Placing.Placed(var key, _, _, _) && back.isEmpty()
                ? "redirect:/campaigns/" + key
                : "redirect:" + ReturnPath.local(back).orElse("/calendar");
    }

    /** Takes back what a toast tells of. */
    @PostMapping("/undo/{plan}/{changes:[0-9]{1,18}(?:-[0-9]{1,18})*}")
    String undo(
            @PathVariable String plan,
            @PathVariable String changes,
            @RequestParam(defaultValue = "") String to,
            RedirectAttributes answer,
            Locale locale) {
        var ids = Arrays.stream(changes.split("-", -1)).map(Long::valueOf).toList();
        var outcome = placing.takeBack(Editor.current(), plan, ids);
        answer.addFlashAttribute("toast", sentences.of(outcome, "undo", null, locale));
        return "redirect:" + ReturnPath.local(to).orElse("/calendar");
    }

    private Placing place(Asked asked, Locale locale) {
        var document = plans.load(asked.plan());
        var campaign =
                document.flatMap(
                        plan ->
                                plan.campaigns().stream()
                                        .filter(one -> one.brief().key().equals(asked.key()))
                                        .findFirst());
        var at = time(asked.at()).orElse(null);
        if (document.isEmpty() || campaign.isEmpty() || at == null) {
            return new Placing.Unknown();
        }
        var was = time(asked.was()).orElse(at);
        var to = time(asked, was);
        var who = Editor.current();
        return switch (asked.deed() == null ? "move" : asked.deed()) {
            case "stretch" ->
                    asked.days() == null
                            ? Placing.stopped("placing.days.wrong")
                            : placing.stretch(who, asked.plan(), asked.key(), was, asked.days());
            case "omit" -> placing.leaveOut(who, asked.plan(), asked.key(), at, was, false);
            case "end" -> placing.leaveOut(who, asked.plan(), asked.key(), at, was, true);
            case "copy" ->
                    bounds.ofCopy(document.get(), to)
                            .orElseGet(
                                    () ->
                                            placing.copy(
                                                    who,
                                                    asked.plan(),
                                                    asked.key(),
                                                    requireNonNull(to),
                                                    sentences.copyOf(
                                                            campaign.get().brief().name(),
                                                            locale)));
            default ->
                    bounds.ofMove(document.get(), campaign.get(), to, scope(asked.scope()))
                            .orElseGet(
                                    () ->
                                            placing.move(
                                                    who,
                                                    new PlacingCampaign.Move(
                                                            asked.plan(),
                                                            asked.key(),
                                                            at,
                                                            was,
                                                            requireNonNull(to),
                                                            scope(asked.scope()),
                                                            lane(asked.lane()))));
        };
    }

    private String form(Asked asked, Model model, @Nullable String refusal) {
        var plan = plans.load(asked.plan());
        var campaign =
                plan.flatMap(
                                found ->
                                        found.campaigns().stream()
                                                .filter(
                                                        one ->
                                                                one.brief()
                                                                        .key()
                                                                        .equals(asked.key()))
                                                .findFirst())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var at =
                time(asked.at())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var was = time(asked.was()).orElse(at);
        var to = Optional.ofNullable(time(asked, was)).orElse(was);
        model.addAttribute("asked", asked);
        model.addAttribute("scopes", List.of("one", "following", "all"));
        model.addAttribute("chosen", asked.scope() == null ? "one" : asked.scope());
        model.addAttribute("campaign", campaign.brief());
        model.addAttribute("at", at);
        model.addAttribute("was", was);
        model.addAttribute("to", to);
        model.addAttribute("length", Days.length(campaign.brief()));
        model.addAttribute("refusal", refusal);
        model.addAttribute("back", ReturnPath.local(asked.back()).orElse("/calendar"));
        return "calendar/placing";
    }

    private static HttpStatus status(Placing outcome) {
        return switch (outcome) {
            case Placing.Placed _ -> HttpStatus.OK;
            case Placing.Meanwhile _ -> HttpStatus.CONFLICT;
            case Placing.Refused _, Placing.Stopped _ -> HttpStatus.UNPROCESSABLE_ENTITY;
            case Placing.Unknown _ -> HttpStatus.NOT_FOUND;
        };
    }

    /** Where what was done can be taken back. */
    private static Optional<String> undo(String plan, Placing outcome) {
        return outcome instanceof Placing.Placed placed && !placed.changes().isEmpty()
                ? Optional.of(
                        "/calendar/undo/"
                                + plan
                                + "/"
                                + placed.changes().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining("-")))
                : Optional.empty();
    }

    private static PlacingCampaign.Scope scope(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "following" -> PlacingCampaign.Scope.FOLLOWING;
            case "all" -> PlacingCampaign.Scope.ALL;
            default -> PlacingCampaign.Scope.ONE;
        };
    }

    private static PlacingCampaign.@Nullable Lane lane(@Nullable String text) {
        if (text == null || text.indexOf(':') < 0) {
            return null;
        }
        var word = text.substring(text.indexOf(':') + 1);
        return CalendarAddress.LANES.stream()
                .filter(facet -> text.startsWith(facet.parameter() + ":"))
                .findFirst()
                .map(facet -> new PlacingCampaign.Lane(facet, word))
                .orElse(null);
    }

    private static @Nullable LocalDateTime time(Asked asked, LocalDateTime was) {
        var to = asked.to();
        if (to == null) {
            return null;
        }
        var clock = asked.time() == null || asked.time().isBlank() ? null : asked.time();
        try {
            if (to.indexOf('T') > 0) {
                return LocalDateTime.parse(to);
            }
            var day = LocalDate.parse(to);
            return clock == null
                    ? PlacingCampaign.on(day, was)
                    : day.atTime(LocalTime.parse(clock));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Optional<LocalDateTime> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(some -> !some.isBlank())
                    .map(
                            some ->
                                    some.indexOf('T') > 0
                                            ? LocalDateTime.parse(some)
                                            : LocalDate.parse(some).atTime(10, 0));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> tree(
            String name, String type, LocalDateTime start, String lane) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", name);
        if (type.equals("highlight")) {
            tree.put("kind", "highlight");
        } else {
            tree.put("type", type.toUpperCase(Locale.ROOT));
        }
        tree.put("start", start.toString());
        var in = lane(lane);
        if (in != null && !in.word().equals(Facet.NOTHING)) {
            switch (in.facet()) {
                case PROGRAMME -> tree.put("programme", in.word());
                case DEPARTMENT -> tree.put("owner", in.word());
                case SEGMENT -> tree.put("target", Map.of("segment", in.word()));
                case CHANNEL -> tree.put("channels", List.of(in.word().toUpperCase(Locale.ROOT)));
                case LOT -> {
                    if (in.word().matches("\\d{1,7}")) {
                        tree.put("lot", Integer.valueOf(in.word()));
                    }
                }
                case BRAND, STATUS, TYPE -> {}
            }
        }
        return tree;
    }
}
