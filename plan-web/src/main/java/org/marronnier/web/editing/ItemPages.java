package org.marronnier.web.editing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the pages of all kinds of items do alike with the plan of the session: make, save, copy,
 * archive and order.
 */
@Component
public class ItemPages {

    private final ShownPlan shown;
    private final EditingItem editing;
    private final ShowingItem showing;
    private final Answering answering;

    ItemPages(ShownPlan shown, EditingItem editing, ShowingItem showing, Answering answering) {
        this.shown = shown;
        this.editing = editing;
        this.showing = showing;
        this.answering = answering;
    }

    /**
     * The plan that is shown.
     *
     * @throws ResponseStatusException where there is none
     */
    public PlanDocument plan() {
        return shown.required();
    }

    /**
     * Makes an item under a key after its name.
     *
     * @param otherwise the key of one whose name has no letters
     * @param again the view of the form
     * @param said the key of the sentence that says so
     */
    public String create(
            ItemPlace list,
            Map<String, Object> tree,
            String otherwise,
            String again,
            String said,
            Model model) {
        var plan = plan();
        var name = tree.get("name") instanceof String text ? text : "";
        var key = editing.freshKey(plan, list, name, otherwise);
        var place = list.named(key);
        return answering.view(
                editing.create(Editor.current(), plan.plan().key(), place, tree),
                tree,
                ItemPaths.of(place),
                again,
                said,
                model);
    }

    /**
     * Saves an item.
     *
     * @param again the view of the form
     * @param said the key of the sentence that says so
     */
    public String save(
            ItemPlace place,
            long version,
            Map<String, Object> tree,
            String again,
            String said,
            Model model) {
        return answering.view(
                editing.change(Editor.current(), plan().plan().key(), place, version, tree),
                tree,
                ItemPaths.of(place),
                again,
                said,
                model);
    }

    /**
     * Copies an item, and goes on to the copy.
     *
     * @param said the key of the sentence that says so
     */
    public String copy(ItemPlace place, String said) {
        return copy(place, place.programme(), said);
    }

    /**
     * Copies an item, and goes on to the copy.
     *
     * @param programme where the copy of a scenario goes
     * @param said the key of the sentence that says so
     */
    public String copy(ItemPlace place, @Nullable String programme, String said) {
        var answer = editing.duplicate(Editor.current(), plan().plan().key(), place, programme);
        return answering.onward(
                answer,
                ItemPaths.of(answer instanceof Answer.Saved saved ? saved.item().place() : place),
                said);
    }

    /**
     * Archives an item, and goes on to the list.
     *
     * @param said the key of the sentence that says so
     */
    public String archive(ItemPlace place, long version, String said) {
        var answer = editing.archive(Editor.current(), plan().plan().key(), place, version);
        return answering.onward(
                answer,
                answer instanceof Answer.Saved ? ItemPaths.list(place) : ItemPaths.of(place),
                said);
    }

    /** What left the plan of a kind that stands in no programme, newest first. */
    public List<ShowingItem.Gone> gone(ItemKind kind) {
        return gone(ItemPlace.list(kind, null));
    }

    /**
     * What left a list of the plan and could be brought back, newest first; nothing without a plan.
     */
    public List<ShowingItem.Gone> gone(ItemPlace list) {
        return shown.document()
                .map(plan -> showing.gone(plan.plan().key(), list.kind(), list.programme()))
                .orElse(List.of());
    }

    /**
     * The whole page, or what htmx swaps of it: then the actions of the header come along, on the
     * version that stands now.
     */
    public static String view(HttpServletRequest request, String page, String part, Model model) {
        var isPart = request.getHeader("HX-Request") != null;
        model.addAttribute("swaps", isPart);
        return isPart ? part : page;
    }

    /**
     * Orders the items of a list.
     *
     * @param up the key of one that goes one place up, where no script has moved it already
     */
    public String order(ItemPlace list, List<String> keys, @Nullable String up) {
        var ordered = new ArrayList<>(keys);
        var at = up == null ? -1 : ordered.indexOf(up);
        if (at > 0) {
            Collections.swap(ordered, at, at - 1);
        }
        return answering.onward(
                editing.order(
                        Editor.current(),
                        plan().plan().key(),
                        list.kind(),
                        list.programme(),
                        ordered),
                ItemPaths.list(list),
                "editing.ordered");
    }
}
