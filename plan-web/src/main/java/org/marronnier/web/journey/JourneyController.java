package org.marronnier.web.journey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.PlanOptions;
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

@Controller
@RequestMapping("/journeys")
@For(Role.MARKETER)
class JourneyController {

    private static final String PAGE = "journey/one";
    private static final String PART = "journey/one :: editor";
    private static final int LONGEST_NAME = 120;

    private final ShownPlan shown;
    private final EditingItem editing;
    private final ItemPages items;
    private final ShowingItem showing;
    private final Answering answering;
    private final HttpServletRequest request;

    JourneyController(
            ShownPlan shown,
            EditingItem editing,
            ItemPages items,
            ShowingItem showing,
            Answering answering,
            HttpServletRequest request) {
        this.shown = shown;
        this.editing = editing;
        this.items = items;
        this.showing = showing;
        this.answering = answering;
        this.request = request;
    }

    @GetMapping
    String all(Model model) {
        var plan = shown.required();
        model.addAttribute(
                "journeys",
                plan.journeys().stream()
                        .map(journey -> JourneyPage.of(plan, journey.key()).orElseThrow())
                        .toList());
        model.addAttribute("gone", items.gone(ItemKind.JOURNEY));
        return "journey/all";
    }

    @GetMapping("/new")
    String fresh() {
        shown.required();
        return "journey/new";
    }

    @PostMapping
    String create(@RequestParam MultiValueMap<String, String> fields, Model model) {
        return items.create(
                ItemPlace.list(ItemKind.JOURNEY, null),
                FormTree.of(fields).tree(),
                "parcours",
                "journey/new",
                "journey.created",
                model);
    }

    @GetMapping("/{key}")
    String show(
            @PathVariable String key, @RequestParam(defaultValue = "") String edit, Model model) {
        fill(key, edit, model);
        return view(model);
    }

    @PostMapping("/{key}/copy")
    String copy(@PathVariable String key) {
        return items.copy(place(key), "editing.copied");
    }

    @PostMapping("/{key}/archival")
    String archive(@PathVariable String key, @RequestParam long version) {
        return items.archive(place(key), version, "editing.archived");
    }

    @PostMapping("/order")
    String order(
            @RequestParam("keys[]") List<String> keys,
            @RequestParam(required = false) @Nullable String up) {
        return items.order(ItemPlace.list(ItemKind.JOURNEY, null), keys, up);
    }

    @PostMapping("/{key}/name")
    String rename(
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> fields,
            Model model) {
        var tree = FormTree.of(fields).over(item(key).working());
        return change(key, fields, tree, "name", "name", model);
    }

    /** A step: a new one at the end, or what is said of another. */
    @PostMapping("/{key}/steps")
    String step(
            @PathVariable String key,
            @RequestParam(name = "_step", defaultValue = "") String step,
            @RequestParam MultiValueMap<String, String> fields,
            Model model) {
        var journey = new JourneyTree(item(key).working());
        var typed = FormTree.of(fields).tree();
        if (step.isEmpty()) {
            var added = journey.add(typed);
            return change(key, fields, journey.tree(), "add", added, model);
        }
        return journey.change(step, typed)
                ? change(key, fields, journey.tree(), step, step, model)
                : gone(key, model);
    }

    /** A step to another place: one before or after, or anywhere. */
    @PostMapping("/{key}/steps/move")
    String move(
            @PathVariable String key,
            @RequestParam("_step") String step,
            @RequestParam(name = "_way", defaultValue = "") String way,
            @RequestParam(name = "_index", defaultValue = "0") int index,
            @RequestParam MultiValueMap<String, String> fields,
            Model model) {
        var journey = new JourneyTree(item(key).working());
        var to =
                switch (way) {
                    case "before" -> journey.index(step) - 1;
                    case "after" -> journey.index(step) + 1;
                    default -> index;
                };
        return journey.move(step, to)
                ? change(key, fields, journey.tree(), "", step, model)
                : gone(key, model);
    }

    @PostMapping("/{key}/steps/removal")
    String remove(
            @PathVariable String key,
            @RequestParam("_step") String step,
            @RequestParam MultiValueMap<String, String> fields,
            Model model) {
        var journey = new JourneyTree(item(key).working());
        return journey.remove(step)
                ? change(key, fields, journey.tree(), "", "add", model)
                : gone(key, model);
    }

    /** A programme for an opportunity that has none: a draft of it, which the step then names. */
    @PostMapping("/{key}/steps/{step}/programme")
    String answer(@PathVariable String key, @PathVariable String step) {
        var plan = shown.required();
        var item = item(key);
        var journey = new JourneyTree(item.working());
        var found = journey.find(step).orElse(null);
        if (found == null || !(found.get("opportunity") instanceof String opportunity)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var name =
                opportunity.length() <= LONGEST_NAME
                        ? opportunity
                        : opportunity.substring(0, LONGEST_NAME);
        var programme =
                editing.freshKey(plan, ItemPlace.list(ItemKind.PROGRAMME, null), name, "programme");
        var made =
                editing.create(
                        Editor.current(),
                        plan.plan().key(),
                        ItemPlace.of(ItemKind.PROGRAMME, programme),
                        draft(name, found));
        if (made instanceof Answer.Saved) {
            var programmes =
                    new ArrayList<Object>(
                            found.get("programmes") instanceof List<?> list ? list : List.of());
            programmes.add(programme);
            found.put("programmes", programmes);
            journey.change(step, found);
            var linked =
                    editing.change(
                            Editor.current(),
                            plan.plan().key(),
                            place(key),
                            item.version(),
                            journey.tree());
            if (!(linked instanceof Answer.Saved)) {
                return answering.onward(linked, "/journeys/" + key, "journey.answered");
            }
        }
        return answering.onward(
                made,
                made instanceof Answer.Saved ? "/programmes/" + programme : "/journeys/" + key,
                "journey.answered");
    }

    private static Map<String, Object> draft(String name, Map<String, Object> step) {
        var programme = new LinkedHashMap<String, Object>();
        programme.put("name", name);
        Stream.of("stage")
                .filter(field -> step.get(field) != null)
                .forEach(field -> programme.put(field, Objects.requireNonNull(step.get(field))));
        if (step.get("touchpoints") instanceof List<?> touchpoints && !touchpoints.isEmpty()) {
            programme.put("touchpoint", touchpoints.getFirst());
        }
        if (step.get("friction") instanceof String friction) {
            programme.put("stake", friction);
        }
        return programme;
    }

    /** The page as it is now, where what was asked for is not there any more. */
    private String gone(String key, Model model) {
        fill(key, "", model);
        return view(model);
    }

    private String change(
            String key,
            MultiValueMap<String, String> fields,
            Map<String, Object> tree,
            String open,
            String focus,
            Model model) {
        var version = fields.getFirst("version");
        var answer =
                editing.change(
                        Editor.current(),
                        shown.required().plan().key(),
                        place(key),
                        version == null ? 0 : Long.parseLong(version),
                        tree);
        var view = answering.view(answer, tree, "/journeys/" + key, PART, "journey.saved", model);
        if (!view.equals(PART)) {
            return view;
        }
        model.addAttribute("focus", focus);
        fill(key, answer instanceof Answer.Saved ? "" : open, model);
        return view(model);
    }

    private String view(Model model) {
        return ItemPages.view(request, PAGE, PART, model);
    }

    private void fill(String key, String open, Model model) {
        var plan = shown.required();
        showing.fill(plan.plan().key(), place(key), model);
        var page =
                JourneyPage.of(plan, key)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("journey", page);
        model.addAttribute("open", open);
        var named = new PlanOptions(plan);
        model.addAttribute(
                "stages",
                Stream.concat(Stream.of(new Option("", "–")), named.stages().stream()).toList());
        model.addAttribute("touchpoints", named.touchpoints());
        model.addAttribute("programmes", named.programmes());
        if (!open.isEmpty() && !open.equals("name")) {
            var values = FormModel.values(model);
            openStep(open, new JourneyTree(values), values, model);
        }
    }

    /** The form of a step leans on the step alone, and its mistakes are told within it. */
    private static void openStep(
            String open, JourneyTree journey, Map<String, Object> values, Model model) {
        var count = values.get("steps") instanceof List<?> steps ? steps.size() : 0;
        var isNew = open.equals("add");
        var isTyped = model.containsAttribute("mistakes") || model.containsAttribute("collision");
        var index = isNew ? count - 1 : journey.index(open);
        if (model.containsAttribute("mistakes")) {
            model.addAttribute(
                    "mistakes",
                    FormModel.within("steps[" + index + "].", FormModel.mistakes(model)));
        }
        Object typed =
                values.get("steps") instanceof List<?> steps && index >= 0 && index < count
                        ? steps.get(index)
                        : Map.of();
        model.addAttribute("values", isNew && !isTyped ? Map.of() : typed);
    }

    private EditedItem item(String key) {
        return editing.find(shown.required().plan().key(), place(key))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.JOURNEY, key);
    }
}
