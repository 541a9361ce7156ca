package org.marronnier.web.contact;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.why.LookingAhead;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a contact would get next, asked by programs. */
@RestController
@RequestMapping("/api/v1/contacts/{externalId}/planned")
class PlannedApi {

    /**
     * @param decisions the soonest first
     */
    record Planned(List<WhyAnswers.Told> decisions) {}

    private final LookingAhead ahead;
    private final Contacts contacts;
    private final Plans plans;
    private final WhyAnswers answers;

    PlannedApi(LookingAhead ahead, Contacts contacts, Plans plans, WhyAnswers answers) {
        this.ahead = ahead;
        this.contacts = contacts;
        this.plans = plans;
        this.answers = answers;
    }

    /**
     * The next occurrence of each approved campaign of a plan within 30 days, at most the twelve
     * soonest, where the contact matches its target. Keeps nothing.
     */
    @GetMapping
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> ofContact(
            @PathVariable String externalId, @RequestParam @Nullable String plan, Locale locale) {
        var contact = contacts.find(externalId);
        if (contact.isEmpty()) {
            return Problems.notFound("No contact has this external id.");
        }
        var all = plans.keys();
        if (plan == null && all.size() > 1) {
            return Problems.conflict(
                    "There are several plans: %s. Name one with ?plan=."
                            .formatted(String.join(", ", all)));
        }
        return all.stream()
                .filter(key -> plan == null || key.equals(plan))
                .findFirst()
                .flatMap(plans::load)
                .<ResponseEntity<?>>map(
                        found -> ResponseEntity.ok(planned(found, contact.get(), locale)))
                .orElseGet(() -> Problems.notFound("There is no plan of this key."));
    }

    private Planned planned(PlanDocument plan, Contact contact, Locale locale) {
        return new Planned(
                ahead.of(plan, contact).stream().map(why -> answers.of(why, locale)).toList());
    }
}
