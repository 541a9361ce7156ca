package org.marronnier.web.template;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Uses;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.outbox.SendingTest;
import org.marronnier.store.outbox.ContactFields;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.FormModel;
import org.marronnier.web.editing.FormTree;
import org.marronnier.web.editing.ItemLink;
import org.marronnier.web.editing.ItemPages;
import org.marronnier.web.editing.ShowingItem;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/templates")
@For(Role.MARKETER)
class TemplateController {

    private static final String PAGE = "templates/one";

    /** The text of the letter that this session looked at last. */
    private static final String LAST = TemplateController.class.getName();

    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s,<>]{1,64}@[^@\\s,<>]{1,190}\\.[^@\\s,<>]{2,60}");

    private final ShownPlan shown;
    private final EditingItem editing;
    private final ItemPages items;
    private final ShowingItem showing;
    private final Answering answering;
    private final MergeFieldCheck fields;
    private final Letters letters;
    private final SendingTest sending;
    private final ContactFields contacts;
    private final MessageSource messages;

    TemplateController(
            ShownPlan shown,
            EditingItem editing,
            ItemPages items,
            ShowingItem showing,
            Answering answering,
            MergeFieldCheck fields,
            Letters letters,
            SendingTest sending,
            ContactFields contacts,
            MessageSource messages) {
        this.shown = shown;
        this.editing = editing;
        this.items = items;
        this.showing = showing;
        this.answering = answering;
        this.fields = fields;
        this.letters = letters;
        this.sending = sending;
        this.contacts = contacts;
        this.messages = messages;
    }

    /** A template in one line. */
    record Line(
            String key,
            Channel channel,
            @Nullable String subject,
            List<String> languages,
            int uses) {}

    @GetMapping
    String all(Model model) {
        model.addAttribute(
                "lines", shown.document().map(TemplateController::lines).orElse(List.of()));
        model.addAttribute("gone", items.gone(ItemKind.TEMPLATE));
        return "templates/all";
    }

    @GetMapping("/new")
    String fresh(HttpSession session, Model model, Locale locale) {
        model.addAttribute("values", Map.of("channel", "EMAIL"));
        return page(shown.required(), null, session, model, locale);
    }

    @PostMapping
    String create(
            @RequestParam MultiValueMap<String, String> form,
            HttpSession session,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var typed = typed(form);
        if (pressed(form, typed, model)) {
            return page(plan, null, session, model, locale);
        }
        var key =
                editing.freshKey(
                        plan,
                        ItemPlace.list(ItemKind.TEMPLATE, null),
                        String.valueOf(typed.getOrDefault("key", "")),
                        "message");
        typed.put("key", key);
        var answer =
                checked(
                        typed,
                        () ->
                                editing.create(
                                        Editor.current(), plan.plan().key(), place(key), typed));
        var view =
                answering.view(
                        answer, typed, "/templates/" + key, PAGE, "templates.created", model);
        return again(view, null, session, model, locale);
    }

    @GetMapping("/{key}")
    String one(@PathVariable String key, HttpSession session, Model model, Locale locale) {
        return page(shown.required(), key, session, model, locale);
    }

    @PostMapping("/{key}")
    String change(
            @PathVariable String key,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> form,
            HttpSession session,
            Model model,
            Locale locale) {
        var plan = shown.required();
        var typed = typed(form);
        typed.put("key", key);
        model.addAttribute("version", version);
        if (pressed(form, typed, model)) {
            return page(plan, key, session, model, locale);
        }
        var answer =
                checked(
                        typed,
                        () ->
                                editing.change(
                                        Editor.current(),
                                        plan.plan().key(),
                                        place(key),
                                        version,
                                        typed));
        var view =
                answering.view(answer, typed, "/templates/" + key, PAGE, "templates.saved", model);
        return again(view, key, session, model, locale);
    }

    @PostMapping("/{key}/copy")
    String duplicate(@PathVariable String key) {
        return items.copy(place(key), "templates.copied");
    }

    @PostMapping("/{key}/archival")
    String archive(@PathVariable String key, @RequestParam long version) {
        return items.archive(place(key), version, "templates.archived");
    }

    /** What stands in the form, as a contact gets it. */
    @PostMapping("/letter")
    String letter(
            @RequestParam MultiValueMap<String, String> form,
            HttpSession session,
            Model model,
            Locale locale) {
        look(
                shown.required(),
                typed(form),
                form.getFirst("_contact"),
                form.getFirst("_q"),
                session,
                model,
                locale);
        return "templates/letter :: letter";
    }

    /**
     * The text of the letter that was looked at last, for the frame: it may have styles, but runs,
     * loads and links nothing.
     */
    @GetMapping("/letter/message")
    ResponseEntity<String> message(HttpSession session, HttpServletRequest request) {
        ContentPolicy.isMessage(request);
        if (!(session.getAttribute(LAST) instanceof String html)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html);
    }

    /** Sends the template as it is kept to an address of the user's own. */
    @PostMapping("/{key}/test")
    String test(
            @PathVariable String key,
            @RequestParam("_address") String address,
            @RequestParam("_contact") String contact,
            HttpSession session,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next,
            Locale locale) {
        var plan = shown.required();
        var template =
                plan.templates().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var to = address.strip();
        var values = contacts.of(contact);
        if (values.isEmpty()
                || to.isEmpty()
                || (template.channel() == Channel.EMAIL && !ADDRESS.matcher(to).matches())) {
            model.addAttribute(
                    "testRefused",
                    say(
                            values.isEmpty() ? "templates.test.nobody" : "templates.test.address",
                            locale));
            model.addAttribute("testAddress", address);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(plan, key, session, model, locale);
        }
        switch (sending.send(plan, template, contact, values.get(), to)) {
            case SendingTest.Outcome.Sent(var _, var leaves) ->
                    next.addFlashAttribute(
                            "toast",
                            leaves
                                    ? say("templates.test.sent", locale, to)
                                    : say("templates.test.inbox", locale));
            case SendingTest.Outcome.Unwritable(var mistake, var detail) ->
                    next.addFlashAttribute(
                            "toast", say("campaign.preview." + mistake, locale, detail));
            case SendingTest.Outcome.NotTaken(var reason) ->
                    next.addFlashAttribute("toast", say("templates.test.failed", locale, reason));
        }
        return "redirect:/templates/" + key;
    }

    private Answer checked(Map<String, Object> typed, Supplier<Answer> keeping) {
        var mistakes = fields.mistakes(typed);
        return mistakes.isEmpty() ? keeping.get() : new Answer.Refused(mistakes);
    }

    private String again(
            String view, @Nullable String key, HttpSession session, Model model, Locale locale) {
        return view.equals(PAGE) ? page(shown.required(), key, session, model, locale) : view;
    }

    private String page(
            PlanDocument plan,
            @Nullable String key,
            HttpSession session,
            Model model,
            Locale locale) {
        if (key != null) {
            showing.fill(plan.plan().key(), place(key), model);
            model.addAttribute("uses", ItemLink.of(Uses.of(plan, "template").of(key)));
        }
        model.addAttribute("key", key);
        model.addAttribute("heading", key == null ? say("templates.new", locale) : key);
        model.addAttribute("fields", fields.known());
        var options = new Options(messages, locale);
        model.addAttribute("channels", options.constants(Channel.values(), "channel."));
        model.addAttribute(
                "senders", options.orNone("templates.sender.none", senders(plan, locale)));
        var values = FormModel.values(model);
        model.addAttribute(
                "variants",
                values.get("variants") instanceof List<?> variants ? variants.size() : 0);
        look(plan, values, null, "", session, model, locale);
        return PAGE;
    }

    private void look(
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

    /** A press that adds or takes away a language shows the page again, and keeps nothing. */
    private static boolean pressed(
            MultiValueMap<String, String> form, Map<String, Object> typed, Model model) {
        var press = form.getFirst("_press");
        if (press == null) {
            return false;
        }
        var variants =
                new ArrayList<Object>(
                        typed.get("variants") instanceof List<?> list ? list : List.of());
        if (press.equals("add")) {
            variants.add(Map.of("locale", "en"));
        } else if (press.matches("remove:\\d{1,3}")) {
            var index = Integer.parseInt(press.substring("remove:".length()));
            if (index < variants.size()) {
                variants.remove(index);
            }
        }
        typed.put("variants", variants);
        model.addAttribute("values", typed);
        return true;
    }

    private static Map<String, Object> typed(MultiValueMap<String, String> form) {
        var lines = new LinkedMultiValueMap<String, String>();
        form.forEach(
                (name, values) ->
                        lines.put(
                                name,
                                values.stream()
                                        .map(value -> value.replace("\r\n", "\n"))
                                        .toList()));
        return new LinkedHashMap<>(FormTree.of(lines).tree());
    }

    private static List<Line> lines(PlanDocument plan) {
        var uses = Uses.of(plan, "template");
        return plan.templates().stream()
                .map(
                        template -> {
                            var languages = new ArrayList<String>();
                            languages.add(
                                    template.locale() == null
                                            ? plan.plan().locale().toLanguageTag()
                                            : template.locale());
                            template.variants().forEach(variant -> languages.add(variant.locale()));
                            return new Line(
                                    template.key(),
                                    template.channel(),
                                    template.subject(),
                                    languages,
                                    uses.of(template.key()).size());
                        })
                .toList();
    }

    private List<Option> senders(PlanDocument plan, Locale locale) {
        return Options.of(
                plan.conventions().senders(),
                Conventions.Sender::key,
                sender ->
                        (sender.name() == null ? sender.key() : sender.name())
                                + " · "
                                + say("channel." + sender.channel(), locale));
    }

    private String say(String key, Locale locale, String... facts) {
        return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.TEMPLATE, key);
    }
}
