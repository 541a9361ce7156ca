package org.marronnier.web.inbox;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.delivery.Gateways;
import org.marronnier.store.inbox.Inbox;
import org.marronnier.web.security.ContentPolicy;
import org.marronnier.web.security.For;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/inbox")
@For(Role.MARKETER)
class InboxController {

    private static final int PAGE = 50;
    private static final int LONGEST_SEARCH = 200;

    private final Inbox inbox;
    private final Gateways gateways;
    private final MessageSource messages;

    InboxController(Inbox inbox, Gateways gateways, MessageSource messages) {
        this.inbox = inbox;
        this.gateways = gateways;
        this.messages = messages;
    }

    @GetMapping
    String newest(@RequestParam @Nullable Long before, Model model) {
        return list("", before, model);
    }

    /** A POST, since what is looked for may be an address. */
    @PostMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable Long before,
            Model model) {
        return list(
                q.length() > LONGEST_SEARCH ? q.substring(0, LONGEST_SEARCH) : q, before, model);
    }

    @GetMapping("/{message}")
    String one(@PathVariable long message, Model model) {
        model.addAttribute("mail", mail(message));
        return "inbox/one";
    }

    /** The HTML as the contact would see it, for a frame that runs and loads nothing. */
    @GetMapping("/{message}/html")
    ResponseEntity<String> html(@PathVariable long message, HttpServletRequest request) {
        ContentPolicy.isMessage(request);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(Optional.ofNullable(mail(message).html()).orElse(""));
    }

    @PostMapping("/emptying")
    @For(Role.CRM_MANAGER)
    String empty(RedirectAttributes next, Locale locale) {
        inbox.empty();
        next.addFlashAttribute("toast", messages.getMessage("inbox.emptied", null, locale));
        return "redirect:/inbox";
    }

    private String list(String q, @Nullable Long before, Model model) {
        var found = inbox.newest(q, before, PAGE + 1);
        List<Inbox.Mail> page = found.stream().limit(PAGE).toList();
        model.addAttribute("mails", page);
        model.addAttribute("q", q.strip());
        model.addAttribute("older", found.size() > PAGE ? page.getLast().message() : null);
        model.addAttribute("mailLeaves", gateways.mailLeaves());
        return "inbox/all";
    }

    private Inbox.Mail mail(long message) {
        return inbox.find(message)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
