package org.marronnier.web.campaign;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.template.Template;
import org.marronnier.engine.template.Rendered;
import org.marronnier.engine.template.Rendering;
import org.marronnier.store.outbox.ContactFields;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.template.WritingPreviews;
import org.marronnier.web.template.WrittenLetter;
import org.springframework.stereotype.Component;

/** Writes a campaign's message for a contact of its audience, without sending anything. */
@Component
final class Previews {

    /** How many contacts are looked at to find some of the audience. */
    private static final int LOOKED_AT = 60;

    private static final int SHOWN = 8;

    private final Contacts contacts;
    private final Audiences audiences;
    private final ContactFields fields;
    private final WritingPreviews previews;
    private final Sayings sayings;
    private final Clock clock;

    Previews(
            Contacts contacts,
            Audiences audiences,
            ContactFields fields,
            WritingPreviews previews,
            Sayings sayings,
            Clock clock) {
        this.contacts = contacts;
        this.audiences = audiences;
        this.fields = fields;
        this.previews = previews;
        this.sayings = sayings;
        this.clock = clock;
    }

    /** As a contact gets it; as the first of the audience that is found, where none is named. */
    MessagePreview of(
            PlanDocument plan, CampaignBrief campaign, @Nullable String contact, Locale locale) {
        var template = template(plan, campaign).orElse(null);
        if (template == null) {
            return nothing(
                    campaign, "", List.of(), sayings.say("campaign.preview.template", locale));
        }
        var shown =
                Optional.ofNullable(contact)
                        .flatMap(contacts::find)
                        .or(
                                () ->
                                        inAudience(plan, campaign, "").stream()
                                                .findFirst()
                                                .flatMap(line -> contacts.find(line.externalId())))
                        .orElse(null);
        if (shown == null) {
            return nothing(campaign, "", List.of(), sayings.say("campaign.preview.nobody", locale));
        }
        return written(plan, campaign, template, shown, locale);
    }

    /** The contacts of the audience that a search finds. */
    MessagePreview search(PlanDocument plan, CampaignBrief campaign, String search, Locale locale) {
        var found =
                inAudience(plan, campaign, search).stream()
                        .limit(SHOWN)
                        .map(line -> new MessagePreview.Found(line.externalId(), name(line)))
                        .toList();
        var note =
                sayings.say(
                        found.isEmpty() ? "campaign.preview.none" : "campaign.preview.choose",
                        locale);
        return nothing(campaign, search, found, note);
    }

    /** The HTML of the message to a contact; empty where it has none. */
    Optional<String> html(PlanDocument plan, CampaignBrief campaign, String contact) {
        return template(plan, campaign)
                .flatMap(
                        template ->
                                fields.of(contact)
                                        .map(values -> Rendering.render(template, values)))
                .flatMap(
                        rendered ->
                                rendered instanceof Rendered.Message(var _, var html, var _)
                                        ? Optional.ofNullable(html)
                                        : Optional.empty());
    }

    private MessagePreview written(
            PlanDocument plan,
            CampaignBrief campaign,
            Template template,
            Contact contact,
            Locale locale) {
        return previews.write(
                plan,
                template,
                contact,
                locale,
                letter -> shown(campaign, letter, locale),
                why -> nothing(campaign, "", List.of(), why));
    }

    private MessagePreview shown(CampaignBrief campaign, WrittenLetter letter, Locale locale) {
        var subject = letter.subject();
        return new MessagePreview(
                campaign.key(),
                letter.contact(),
                letter.name(),
                "",
                List.of(),
                null,
                subject == null || subject.isBlank()
                        ? sayings.say("campaign.preview.no-subject", locale)
                        : subject,
                letter.sender(),
                letter.language(),
                letter.html() != null,
                letter.text());
    }

    private List<ContactLine> inAudience(PlanDocument plan, CampaignBrief campaign, String search) {
        var lines = contacts.search(search, null, LOOKED_AT).lines();
        var target = campaign.target();
        if (target == null || target.equals(Condition.EVERYBODY)) {
            return lines;
        }
        var ids = new ArrayList<Long>();
        var known =
                lines.stream()
                        .flatMap(line -> contacts.find(line.externalId()).stream())
                        .collect(Collectors.toMap(Contact::externalId, Contact::id));
        lines.forEach(line -> ids.add(known.getOrDefault(line.externalId(), -1L)));
        var matching = audiences.matching(ids, target, Vocabulary.of(plan), clock.instant());
        return lines.stream()
                .filter(line -> matching.contains(known.getOrDefault(line.externalId(), -1L)))
                .toList();
    }

    private static Optional<Template> template(PlanDocument plan, CampaignBrief campaign) {
        return plan.templates().stream()
                .filter(template -> template.key().equals(campaign.template()))
                .findFirst();
    }

    private static String name(ContactLine line) {
        return name(line.firstName(), line.lastName(), line.externalId());
    }

    private static String name(@Nullable String first, @Nullable String last, String otherwise) {
        var name =
                Stream.of(first, last)
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? otherwise : name;
    }

    private static MessagePreview nothing(
            CampaignBrief campaign, String search, List<MessagePreview.Found> found, String note) {
        return new MessagePreview(
                campaign.key(), null, null, search, found, note, null, null, null, false, null);
    }
}
