package org.marronnier.web.editing;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages of a kind of items that are made and changed by a form each: {@code new} and {@code
 * one} in the folder of the templates that is called after the address of their list. The kinds say
 * what their forms hold and offer.
 */
public abstract class ItemsController {

    private final ItemKind kind;
    private final String otherwise;
    private final ItemPages pages;
    private final ShowingItem showing;

    /**
     * @param otherwise the key of one whose name has no letters
     */
    protected ItemsController(
            ItemKind kind, String otherwise, ItemPages pages, ShowingItem showing) {
        this.kind = kind;
        this.otherwise = otherwise;
        this.pages = pages;
        this.showing = showing;
    }

    /** A new one; a link may ask for it with what is known already. */
    @GetMapping("/new")
    public String ask(
            @RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        model.addAttribute("values", known(fields));
        return fresh(null, model, locale);
    }

    @PostMapping
    public String create(
            @RequestParam MultiValueMap<String, String> fields, Model model, Locale locale) {
        if (presses(fields)) {
            model.addAttribute("values", tree(fields));
            return fresh(fields, model, locale);
        }
        var view =
                pages.create(
                        ItemPlace.list(kind, null),
                        tree(fields),
                        otherwise,
                        view("new"),
                        "editing.created",
                        model);
        return isElsewhere(view) ? view : fresh(fields, model, locale);
    }

    @GetMapping("/{key}")
    public String show(@PathVariable String key, Model model, Locale locale) {
        return page(key, null, model, locale);
    }

    @PostMapping("/{key}")
    public String save(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        if (presses(fields)) {
            model.addAttribute("values", tree(fields));
            model.addAttribute("version", version);
            return page(key, fields, model, locale);
        }
        var view =
                pages.save(place(key), version, tree(fields), view("one"), "editing.saved", model);
        return isElsewhere(view) ? view : page(key, fields, model, locale);
    }

    @PostMapping("/{key}/copy")
    public String copy(@PathVariable String key) {
        return pages.copy(place(key), "editing.copied");
    }

    @PostMapping("/{key}/archival")
    public String archive(@PathVariable String key, @RequestParam long version) {
        return pages.archive(place(key), version, "editing.archived");
    }

    protected final PlanDocument plan() {
        return pages.plan();
    }

    /** What a link to a new one says of it. */
    protected Map<String, Object> known(MultiValueMap<String, String> fields) {
        return FormTree.of(fields).tree();
    }

    /** What the fields of a form say. */
    protected Map<String, Object> tree(MultiValueMap<String, String> fields) {
        return FormTree.of(fields).tree();
    }

    /** Whether a button was pressed that changes what is typed, and keeps nothing. */
    protected boolean presses(MultiValueMap<String, String> fields) {
        return false;
    }

    /**
     * Fills the model with what the form needs besides the values.
     *
     * @param typed the form as it was sent, where it is shown again
     */
    protected abstract void offer(
            PlanDocument plan,
            @Nullable MultiValueMap<String, String> typed,
            Model model,
            Locale locale);

    /** Fills the model with what the page of one shows beside its form. */
    protected abstract void surround(PlanDocument plan, String key, Model model);

    /** Fills the model of the list with what left the plan and can be brought back. */
    protected final void gone(PlanDocument plan, Model model) {
        model.addAttribute("gone", showing.gone(plan.plan().key(), kind, null));
    }

    private String fresh(
            @Nullable MultiValueMap<String, String> typed, Model model, Locale locale) {
        offer(pages.plan(), typed, model, locale);
        return view("new");
    }

    private String page(
            String key, @Nullable MultiValueMap<String, String> typed, Model model, Locale locale) {
        var plan = pages.plan();
        showing.fill(plan.plan().key(), place(key), model);
        offer(plan, typed, model, locale);
        surround(plan, key, model);
        return view("one");
    }

    /** Where its templates are; where nothing is said, under the address of the list. */
    protected String folder() {
        return ItemPaths.list(ItemPlace.list(kind, null)).substring(1);
    }

    private String view(String name) {
        return folder() + "/" + name;
    }

    private ItemPlace place(String key) {
        return ItemPlace.of(kind, key);
    }

    private static boolean isElsewhere(String view) {
        return view.startsWith("redirect:");
    }
}
