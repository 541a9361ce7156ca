package org.marronnier.web.enrolment;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.inbound.CallingScenario;
import org.marronnier.scheduler.inbound.CallingScenario.Answer;
import org.marronnier.scheduler.inbound.CallingScenario.Call;
import org.marronnier.scheduler.inbound.CallingScenario.Outcome;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody lets a contact into a scenario that starts on call. */
@Controller
@RequestMapping("/programmes/{programme}/scenarios/{key}/call")
@For(Role.CRM_MANAGER)
class CallController {

    private final ShownPlan shown;
    private final CallingScenario calling;
    private final EnrolmentWords words;
    private final Sayings sayings;

    CallController(
            ShownPlan shown, CallingScenario calling, EnrolmentWords words, Sayings sayings) {
        this.shown = shown;
        this.calling = calling;
        this.words = words;
        this.sayings = sayings;
    }

    /** Whoever enters is shown; why somebody does not is said where it was asked. */
    @PostMapping
    String call(
            @PathVariable String programme,
            @PathVariable String key,
            @RequestParam String contact,
            RedirectAttributes next,
            Locale locale) {
        var plan = shown.required();
        LiveController.scenario(plan, programme, key);
        var who = contact.strip();
        var saying = sayings.in(locale);
        var address = LiveController.address(programme, key);
        var answer =
                calling.call(
                        key,
                        plan.plan().key(),
                        programme,
                        List.of(new Call(who, EnrolmentWords.BY_HAND + UUID.randomUUID())),
                        null);
        if (answer instanceof Answer.Called(var outcomes)
                && outcomes.getFirst() instanceof Outcome.Entered(var enrolment)) {
            next.addFlashAttribute("toast", saying.say("call.entered", who));
            return "redirect:" + address + "/enrolments/" + enrolment;
        }
        next.addFlashAttribute("lifeRefused", refusal(answer, who, saying));
        return "redirect:" + address + "/live";
    }

    private String refusal(Answer answer, String who, Saying saying) {
        return switch (answer) {
            case Answer.Called(var outcomes) -> refusal(outcomes.getFirst(), who, saying);
            case Answer.NotOnCall _ -> saying.say("call.otherwise");
            case Answer.Busy _ -> saying.say("call.busy");
            case Answer.NotLive _, Answer.Unknown _, Answer.Ambiguous _ ->
                    saying.say("call.notLive");
        };
    }

    private String refusal(Outcome outcome, String who, Saying saying) {
        return outcome instanceof Outcome.Refused(var reason)
                ? saying.say("call.refused", who, words.refusal(reason, saying))
                : saying.say("call.nobody", who);
    }
}
