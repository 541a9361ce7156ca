package org.marronnier.web.editing;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.web.security.For;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves of any item in its life, asked for by {@code part/life}. */
@Controller
@RequestMapping("/life")
@For(Role.MARKETER)
class LifeController {

    private final MovingItem moving;
    private final KeepingScenarios keeping;
    private final RefusedMoves refused;
    private final Differences differences;
    private final CurrentPlan current;
    private final MessageSource messages;

    LifeController(
            MovingItem moving,
            KeepingScenarios keeping,
            RefusedMoves refused,
            Differences differences,
            CurrentPlan current,
            MessageSource messages) {
        this.moving = moving;
        this.keeping = keeping;
        this.refused = refused;
        this.differences = differences;
        this.current = current;
        this.messages = messages;
    }

    /** The item that a form names, the version it was seen in, and where to go on to. */
    record Asked(ItemKind kind, @Nullable String programme, String key, long version, String to) {

        ItemPlace place() {
            return new ItemPlace(kind, kind == ItemKind.SCENARIO ? programme : null, key);
        }
    }

    @PostMapping("/submission")
    String submit(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::submit, "life.submitted", next);
    }

    @PostMapping("/withdrawal")
    String withdraw(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::withdraw, "life.withdrawn", next);
    }

    /** Approves one aspect, or all of it where none is named. */
    @PostMapping("/approval")
    @For(Role.CRM_MANAGER)
    String approve(
            @ModelAttribute Asked asked,
            @RequestParam(required = false) @Nullable Aspect aspect,
            RedirectAttributes next) {
        return answer(
                asked,
                (who, plan, place, version) ->
                        moving.approve(
                                who,
                                plan,
                                place,
                                version,
                                aspect == null ? Aspect.of(place.kind()) : Set.of(aspect)),
                aspect == null ? "life.approved" : "life.approved.apart",
                next);
    }

    @PostMapping("/return")
    @For(Role.CRM_MANAGER)
    String sendBack(
            @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        return answer(
                asked,
                (who, plan, place, version) -> moving.sendBack(who, plan, place, version, reason),
                "life.returned",
                next);
    }

    @PostMapping("/launch")
    @For(Role.CRM_MANAGER)
    String launch(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::launch, "life.launched", next);
    }

    @PostMapping("/pause")
    @For(Role.CRM_MANAGER)
    String pause(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::pause, "life.paused", next);
    }

    @PostMapping("/resumption")
    @For(Role.CRM_MANAGER)
    String resume(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::resume, "life.resumed", next);
    }

    @PostMapping("/end")
    @For(Role.CRM_MANAGER)
    String end(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::end, "life.ended", next);
    }

    @PostMapping("/discard")
    String discard(@ModelAttribute Asked asked, RedirectAttributes next) {
        return answer(asked, moving::discard, "life.discarded", next);
    }

    /** What is done to an item. */
    @FunctionalInterface
    private interface Deed {
        Move on(Editor who, String plan, ItemPlace place, long version);
    }

    private String answer(Asked asked, Deed deed, String done, RedirectAttributes next) {
        switch (deed.on(Editor.current(), plan(), asked.place(), asked.version())) {
            case Move.Made _ -> {
                if (asked.kind() == ItemKind.SCENARIO || asked.kind() == ItemKind.PROGRAMME) {
                    // The next page shows how the scenario runs after the move, not before it.
                    keeping.tryToReconcile(plan());
                }
                next.addFlashAttribute(
                        "toast", messages.getMessage(done, null, LocaleContextHolder.getLocale()));
            }
            case Move.Refused(var refusals) -> {
                next.addFlashAttribute("lifeRefused", refused.text(refusals));
                next.addFlashAttribute("lifeLacks", differences.mistakes(refused.lacks(refusals)));
            }
        }
        return "redirect:" + ReturnPath.local(asked.to()).orElse("/");
    }

    private String plan() {
        return current.key().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
