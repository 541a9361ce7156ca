package org.marronnier.web.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.security.SignedIn;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/plan")
@For(Role.MARKETER)
class PlanDocumentController {

    private final ShownPlan shown;
    private final CurrentPlan current;
    private final ImportingPlan importing;
    private final PlanText text;
    private final MessageSource messages;

    PlanDocumentController(
            ShownPlan shown,
            CurrentPlan current,
            ImportingPlan importing,
            PlanText text,
            MessageSource messages) {
        this.shown = shown;
        this.current = current;
        this.importing = importing;
        this.text = text;
        this.messages = messages;
    }

    @GetMapping("/document.yaml")
    ResponseEntity<String> document() {
        var plan = shown.required();
        var file =
                ContentDisposition.attachment()
                        .filename(plan.plan().key() + ".yaml", StandardCharsets.UTF_8)
                        .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .contentType(new MediaType("application", "yaml", StandardCharsets.UTF_8))
                .body(text.write(plan, TextFormat.YAML));
    }

    @GetMapping("/import")
    String ask(Model model) {
        model.addAttribute("mayApprove", mayApprove());
        return "plan/import";
    }

    /** Brings a document in; what is approved in it is submitted where the user may not approve. */
    @PostMapping("/import")
    String bringIn(
            @RequestParam MultipartFile document,
            Principal user,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next,
            Locale locale)
            throws IOException {
        if (document.isEmpty()) {
            var none = new Mistake("", Phrase.NO_DOCUMENT.with());
            return refused(List.of(none), model, response);
        }
        var outcome =
                importing.importText(
                        document.getBytes(), format(document), user.getName(), mayApprove());
        return switch (outcome) {
            case ImportingPlan.Outcome.Refused(var mistakes) -> refused(mistakes, model, response);
            case ImportingPlan.Outcome.Imported(var plan, var kept) -> {
                var what = kept.created() ? "created" : kept.changes() > 0 ? "changed" : "same";
                current.choose(plan.plan().key());
                next.addFlashAttribute(
                        "toast",
                        messages.getMessage(
                                "plan.import." + what, new Object[] {plan.plan().name()}, locale));
                yield "redirect:/plan";
            }
        };
    }

    private String refused(List<Mistake> mistakes, Model model, HttpServletResponse response) {
        model.addAttribute("mayApprove", mayApprove());
        model.addAttribute("mistakes", mistakes);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "plan/import";
    }

    private static TextFormat format(MultipartFile document) {
        var name = document.getOriginalFilename();
        return name != null && name.toLowerCase(Locale.ROOT).endsWith(".json")
                ? TextFormat.JSON
                : TextFormat.YAML;
    }

    private static boolean mayApprove() {
        return SignedIn.current().map(user -> user.role().includes(Role.CRM_MANAGER)).orElse(false);
    }
}
