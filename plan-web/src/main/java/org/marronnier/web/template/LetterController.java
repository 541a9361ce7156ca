package org.marronnier.web.template;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.outbox.SendingTest;
import org.marronnier.store.outbox.ContactFields;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The letters that come of a template: looked at while it is written, and sent to try it. */
@Controller
@RequestMapping("/templates")
@For(Role.MARKETER)
class LetterController {

    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s,<>]{1,64}@[^@\\s,<>]{1,190}\\.[^@\\s,<>]{2,60}");

    private final ShownPlan shown;
    private final ShowingTemplate showing;
    private final SendingTest sending;
    private final ContactFields contacts;
    private final Sayings sayings;

    LetterController(
            ShownPlan shown,
            ShowingTemplate showing,
            SendingTest sending,
            ContactFields contacts,
            Sayings sayings) {
        this.shown = shown;
        this.showing = showing;
        this.sending = sending;
        this.contacts = contacts;
        this.sayings = sayings;
    }

    /** What stands in the form, as a contact gets it. */
    @PostMapping("/letter")
    String letter(
            @RequestParam MultiValueMap<String, String> form,
            HttpSession session,
            Model model,
            Locale locale) {
        showing.look(
                shown.required(),
                TemplateForm.tree(form),
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
        if (!(session.getAttribute(ShowingTemplate.LAST) instanceof String html)) {
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
                    sayings.say(
                            values.isEmpty() ? "templates.test.nobody" : "templates.test.address",
                            locale));
            model.addAttribute("testAddress", address);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return showing.page(plan, key, session, model, locale);
        }
        switch (sending.send(plan, template, contact, values.get(), to)) {
            case SendingTest.Outcome.Sent(var _, var leaves) ->
                    next.addFlashAttribute(
                            "toast",
                            leaves
                                    ? sayings.say("templates.test.sent", locale, to)
                                    : sayings.say("templates.test.inbox", locale));
            case SendingTest.Outcome.Unwritable(var mistake, var detail) ->
                    next.addFlashAttribute(
                            "toast", sayings.say("campaign.preview." + mistake, locale, detail));
            case SendingTest.Outcome.NotTaken(var reason) ->
                    next.addFlashAttribute(
                            "toast", sayings.say("templates.test.failed", locale, reason));
        }
        return "redirect:/templates/" + key;
    }
}
