package org.marronnier.web.search;

import java.util.List;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything that words find. What was searched is never in a URL: it may name a person. */
@Controller
@RequestMapping("/search")
@For(Role.MARKETER)
class SearchController {

    private static final int MOST_ITEMS = 50;
    private static final int MOST_CONTACTS = 10;

    private final ShownPlan shown;
    private final Contacts contacts;

    SearchController(ShownPlan shown, Contacts contacts) {
        this.shown = shown;
        this.contacts = contacts;
    }

    /** The empty search, for who comes back to the address. */
    @GetMapping
    String nothing(Model model) {
        return search("", model);
    }

    @PostMapping
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        var wanted = q.strip();
        model.addAttribute("q", wanted);
        model.addAttribute(
                "items",
                shown
                        .document()
                        .map(plan -> PlanSearch.of(plan, wanted, MOST_ITEMS))
                        .orElseGet(List::of)
                        .stream()
                        .map(item -> new Line(item, item.path()))
                        .toList());
        if (!wanted.isEmpty()) {
            model.addAttribute("contacts", contacts.search(wanted, null, MOST_CONTACTS));
        }
        return "search/found";
    }

    /** An item and the page on which it stands. */
    record Line(FoundItem item, String path) {}
}
