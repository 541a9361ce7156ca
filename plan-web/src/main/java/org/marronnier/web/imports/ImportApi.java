package org.marronnier.web.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.imports.ImportQueue;
import org.marronnier.scheduler.imports.Spool;
import org.marronnier.store.imports.Import;
import org.marronnier.store.imports.ImportKind;
import org.marronnier.store.imports.ImportState;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/imports")
class ImportApi {

    private static final int LONGEST_KEY = 200;

    /** How an import stands; a file that waits for its turn is running without a start. */
    record Answer(
            long id,
            String kind,
            String state,
            long read,
            long accepted,
            long refused,
            long bytes,
            long bytesRead,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String message) {

        static Answer of(Import found) {
            var failure = found.failure();
            return new Answer(
                    found.id(),
                    found.kind().path(),
                    found.isOver() ? found.state().name().toLowerCase(Locale.ROOT) : "running",
                    found.read(),
                    found.accepted(),
                    found.refused(),
                    found.bytes(),
                    found.state() == ImportState.DONE ? found.bytes() : found.bytesRead(),
                    found.startedAt(),
                    found.endedAt(),
                    failure == null
                            ? null
                            : failure.sentence(
                                    Optional.ofNullable(found.failureDetail()).orElse("")));
        }
    }

    private final Imports imports;
    private final ImportQueue queue;
    private final RefusalReport report;

    ImportApi(Imports imports, ImportQueue queue, RefusalReport report) {
        this.imports = imports;
        this.queue = queue;
        this.report = report;
    }

    @PostMapping(
            path = "/{kind}",
            consumes = {
                "text/csv",
                "application/x-ndjson",
                "application/gzip",
                "application/x-gzip",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @With(Scope.CONTACTS_WRITE)
    ResponseEntity<?> send(
            @PathVariable String kind,
            @RequestParam @Nullable String plan,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request,
            Principal sender)
            throws IOException {
        return accept(
                kind,
                plan,
                key,
                sender,
                null,
                format(request.getContentType()),
                request.getInputStream());
    }

    @PostMapping(path = "/{kind}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @With(Scope.CONTACTS_WRITE)
    ResponseEntity<?> sendFile(
            @PathVariable String kind,
            @RequestParam @Nullable String plan,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam MultipartFile file,
            Principal sender)
            throws IOException {
        try (var in = file.getInputStream()) {
            return accept(
                    kind,
                    plan,
                    key,
                    sender,
                    file.getOriginalFilename(),
                    format(file.getContentType()),
                    in);
        }
    }

    @GetMapping("/{id}")
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> one(@PathVariable long id) {
        var found = imports.find(id);
        return found.isPresent() ? ResponseEntity.ok(Answer.of(found.get())) : missing(id);
    }

    @GetMapping("/{id}/refusals")
    @With(Scope.CONTACTS_READ)
    @Nullable ResponseEntity<?> refusals(@PathVariable long id, HttpServletResponse response)
            throws IOException {
        var found = imports.find(id);
        if (found.isEmpty()) {
            return missing(id);
        }
        report.write(found.get(), response);
        return null;
    }

    private ResponseEntity<?> accept(
            String kind,
            @Nullable String plan,
            @Nullable String key,
            Principal sender,
            @Nullable String fileName,
            Importing.Format format,
            InputStream in)
            throws IOException {
        var known = ImportKind.named(kind);
        if (known.isEmpty()) {
            return Problems.notFound("Imports are of contacts, consents or events.");
        }
        if (plan != null && imports.countryOf(plan).isEmpty()) {
            return Problems.notFound("There is no plan with this key.");
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            return Problems.unreadable("An Idempotency-Key has 1 to 200 characters.");
        }
        var file = Spool.spool(in);
        var arrival =
                new Imports.Arrival(
                        known.get(), fileName, plan, sender.getName(), key, Files.size(file));
        long id = queue.add(arrival, file, format);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + id))
                .body(Map.of("id", id));
    }

    private static ResponseEntity<?> missing(long id) {
        return Problems.notFound("There is no import %d.".formatted(id));
    }

    private static Importing.Format format(@Nullable String contentType) {
        var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/csv")) {
            return Importing.Format.CSV;
        }
        return type.startsWith("application/x-ndjson")
                ? Importing.Format.NDJSON
                : Importing.Format.ANY;
    }
}
