package org.marronnier.web.editing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.comment.Comments;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people say about items; who said something may take it back. */
@Controller
@RequestMapping("/comments")
@For(Role.MARKETER)
class CommentsController {

    private static final int LONGEST = 2_000;

    private final Comments comments;
    private final EditingItem editing;
    private final CurrentPlan current;
    private final MessageSource messages;
    private final Clock clock;

    CommentsController(
            Comments comments,
            EditingItem editing,
            CurrentPlan current,
            MessageSource messages,
            Clock clock) {
        this.comments = comments;
        this.editing = editing;
        this.current = current;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping
    String say(
            @RequestParam ItemKind kind,
            @RequestParam(required = false) @Nullable String programme,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "/") String to,
            RedirectAttributes next) {
        var place = new ItemPlace(kind, kind == ItemKind.SCENARIO ? programme : null, key);
        var said = text.strip();
        if (editing.find(plan(), place).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (said.isEmpty() || said.length() > LONGEST) {
            next.addFlashAttribute("commentTyped", text);
            next.addFlashAttribute("commentWrong", words("comment.wrong"));
        } else {
            comments.add(
                    plan(),
                    place,
                    Editor.current().name(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    said);
            next.addFlashAttribute("toast", words("comment.said"));
        }
        return "redirect:" + ReturnPath.local(to).orElse("/");
    }

    @PostMapping("/{id}/removal")
    String remove(
            @PathVariable long id,
            @RequestParam(defaultValue = "/") String to,
            RedirectAttributes next) {
        var comment =
                comments.find(plan(), id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!comment.who().equals(Editor.current().name())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        comments.remove(id);
        next.addFlashAttribute("toast", words("comment.removed"));
        return "redirect:" + ReturnPath.local(to).orElse("/");
    }

    private String words(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    private String plan() {
        return current.key().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
