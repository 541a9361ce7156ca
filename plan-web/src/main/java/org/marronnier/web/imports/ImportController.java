package org.marronnier.web.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.imports.ImportQueue;
import org.marronnier.scheduler.imports.Spool;
import org.marronnier.store.imports.Import;
import org.marronnier.store.imports.ImportKind;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.Option;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

@Controller
@RequestMapping("/imports")
@For(Role.CRM_MANAGER)
class ImportController {

    private static final int RECENT = 50;
    private static final int SHOWN_REFUSALS = 50;
    private static final long BYTES_BEFORE_A_GUESS = 1 << 20;

    /** A file to import. */
    record NewImport(ImportKind kind, @Nullable MultipartFile file) {}

    private final Imports imports;
    private final ImportQueue queue;
    private final RefusalReport report;
    private final CurrentPlan plan;
    private final MessageSource messages;
    private final Clock clock;

    ImportController(
            Imports imports,
            ImportQueue queue,
            RefusalReport report,
            CurrentPlan plan,
            MessageSource messages,
            Clock clock) {
        this.imports = imports;
        this.queue = queue;
        this.report = report;
        this.plan = plan;
        this.messages = messages;
        this.clock = clock;
    }

    @ModelAttribute("kinds")
    List<Option> kinds(Locale locale) {
        return Arrays.stream(ImportKind.values())
                .map(
                        kind ->
                                new Option(
                                        kind.name(),
                                        messages.getMessage("imports.kind." + kind, null, locale)))
                .toList();
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("newImport", new NewImport(ImportKind.CONTACTS, null));
        model.addAttribute("recent", imports.latest(RECENT));
        return "imports/all";
    }

    @PostMapping
    String send(
            @ModelAttribute NewImport newImport,
            BindingResult result,
            Principal sender,
            Model model,
            HttpServletResponse response)
            throws IOException {
        var sent = newImport.file();
        if (sent == null || sent.isEmpty()) {
            result.rejectValue("file", "imports.file.missing");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("recent", imports.latest(RECENT));
            return "imports/all";
        }
        try (var in = sent.getInputStream()) {
            var file = Spool.spool(in);
            var arrival =
                    new Imports.Arrival(
                            newImport.kind(),
                            sent.getOriginalFilename(),
                            plan.key().orElse(null),
                            sender.getName(),
                            null,
                            Files.size(file));
            return "redirect:/imports/" + queue.add(arrival, file, Importing.Format.ANY);
        }
    }

    @GetMapping("/{id:\\d+}")
    String one(@PathVariable long id, Model model) {
        show(found(id), model);
        return "imports/one";
    }

    @GetMapping("/{id:\\d+}/progress")
    String progress(@PathVariable long id, Model model) {
        show(found(id), model);
        return "imports/one :: progress";
    }

    @PostMapping("/{id:\\d+}/stop")
    String stop(@PathVariable long id) {
        imports.stop(found(id).id(), clock.instant());
        return "redirect:/imports/" + id;
    }

    @GetMapping("/{id:\\d+}/refusals")
    void refusals(@PathVariable long id, HttpServletResponse response) throws IOException {
        report.write(found(id), response);
    }

    private void show(Import found, Model model) {
        model.addAttribute("found", found);
        model.addAttribute("secondsLeft", secondsLeft(found));
        model.addAttribute("refusals", imports.refusals(found.id(), SHOWN_REFUSALS));
        model.addAttribute("leftOff", Math.max(0, found.refused() - Imports.MOST_REFUSALS));
    }

    private @Nullable Long secondsLeft(Import found) {
        var start = found.startedAt();
        if (found.isOver() || start == null || found.bytesRead() < BYTES_BEFORE_A_GUESS) {
            return null;
        }
        double elapsed = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        return Math.round(elapsed * (found.bytes() - found.bytesRead()) / found.bytesRead());
    }

    private Import found(long id) {
        return imports.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
