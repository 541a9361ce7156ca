package org.marronnier.web.template;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Uses;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.ItemLink;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of a template, with the letter that comes of it. */
@Component
class ShowingTemplate {

    static final String PAGE = "templates/one";

    /** Where a session keeps the text of the letter that it looked at last. */
    static final String LAST = ShowingTemplate.class.getName();

    private final ShowingItem showing;
    private final MergeFieldCheck fields;
    private final Letters letters;
    private final MessageSource messages;

    ShowingTemplate(
            ShowingItem showing, MergeFieldCheck fields, Letters letters, MessageSource messages) {
        this.showing = showing;
        this.fields = fields;
        this.letters = letters;
        this.messages = messages;
    }

    /**
     * The page of a template.
     *
     * @param key null for a new one
     */
    String page(
            PlanDocument plan,
            @Nullable String key,
            HttpSession session,
            Model model,
            Locale locale) {
        if (key != null) {
            showing.fill(plan.plan().key(), place(key), model);
            model.addAttribute("uses", ItemLink.of(Uses.of(plan, "template").of(key)));
        }
        var saying = new Saying(messages, locale);
        model.addAttribute("key", key);
        model.addAttribute("heading", key == null ? saying.say("templates.new") : key);
        model.addAttribute("fields", fields.known());
        var options = new Options(saying);
        model.addAttribute("channels", options.constants(Channel.values(), "channel."));
        model.addAttribute(
                "senders", options.orNone("templates.sender.none", senders(plan, saying)));
        var values = FormModel.values(model);
        model.addAttribute(
                "variants",
                values.get("variants") instanceof List<?> variants ? variants.size() : 0);
        look(plan, values, null, "", session, model, locale);
        return PAGE;
    }

    /**
     * The letter that a contact gets.
     *
     * @param typed the template as it stands in the form
     * @param contact null or blank for the first that there is
     * @param search the names or addresses of contacts to choose from
     */
    void look(
            PlanDocument plan,
            Map<String, Object> typed,
            @Nullable String contact,
            @Nullable String search,
            HttpSession session,
            Model model,
            Locale locale) {
        var view =
                letters.of(
                        plan,
                        typed,
                        contact == null || contact.isBlank() ? null : contact,
                        search == null ? "" : search.strip(),
                        locale);
        var letter = view.letter();
        session.setAttribute(LAST, letter == null ? null : letter.html());
        model.addAttribute("view", view);
        model.addAttribute("looked", System.nanoTime());
    }

    private static List<Option> senders(PlanDocument plan, Saying saying) {
        return Options.of(
                plan.conventions().senders(),
                Conventions.Sender::key,
                sender ->
                        (sender.name() == null ? sender.key() : sender.name())
                                + " · "
                                + saying.say("channel." + sender.channel()));
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.TEMPLATE, key);
    }
}
