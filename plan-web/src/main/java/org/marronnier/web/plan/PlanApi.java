package org.marronnier.web.plan;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanSchema;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.ForAnyone;
import org.marronnier.web.security.With;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1")
class PlanApi {

    private static final MediaType SCHEMA = MediaType.valueOf("application/schema+json");

    /** A plan in one line. */
    record Line(String key, String name, String brand, LocalDate from, LocalDate to) {}

    /** What an import did. */
    record Answer(String key, boolean created, int changes) {}

    private final ImportingPlan importing;
    private final Plans plans;
    private final PlanText text;

    PlanApi(ImportingPlan importing, Plans plans, PlanText text) {
        this.importing = importing;
        this.plans = plans;
        this.text = text;
    }

    @PostMapping("/plans")
    @With(Scope.PLANS_WRITE)
    ResponseEntity<?> importPlan(HttpServletRequest request, Authentication key)
            throws IOException {
        var format = format(request.getContentType());
        var body = request.getInputStream().readNBytes(PlanText.MOST_BYTES + 1);
        if (body.length > PlanText.MOST_BYTES) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A plan document has at most %d bytes.".formatted(PlanText.MOST_BYTES));
        }
        return switch (importing.importText(body, format, key.getName(), mayApprove(key))) {
            case ImportingPlan.Outcome.Refused refused ->
                    Problems.unprocessable(
                            "The plan document has mistakes. Nothing was changed.",
                            refused.mistakes().stream()
                                    .map(m -> new Problems.Mistake(m.path(), m.message()))
                                    .toList());
            case ImportingPlan.Outcome.Imported imported -> {
                var plan = imported.document().plan().key();
                var answer = new Answer(plan, imported.kept().created(), imported.kept().changes());
                yield imported.kept().created()
                        ? ResponseEntity.created(URI.create("/api/v1/plans/" + plan)).body(answer)
                        : ResponseEntity.ok(answer);
            }
        };
    }

    @GetMapping(value = "/plans", produces = MediaType.APPLICATION_JSON_VALUE)
    @With(Scope.PLANS_READ)
    List<Line> list() {
        return plans.list().stream()
                .map(
                        plan ->
                                new Line(
                                        plan.key(),
                                        plan.name(),
                                        plan.brand(),
                                        plan.from(),
                                        plan.to()))
                .toList();
    }

    @GetMapping("/plans/{key}")
    @With(Scope.PLANS_READ)
    ResponseEntity<?> plan(
            @PathVariable String key,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var format = wanted(accept);
        var document = plans.load(key);
        if (document.isEmpty()) {
            return Problems.notFound("There is no plan of this key.");
        }
        return ResponseEntity.ok()
                .contentType(format.type())
                .varyBy(HttpHeaders.ACCEPT)
                .body(text.write(document.get(), format).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/plan-document.schema.json")
    @ForAnyone
    ResponseEntity<byte[]> schema() {
        return ResponseEntity.ok()
                .contentType(SCHEMA)
                .body(TextFormat.JSON.mapper().writeValueAsBytes(PlanSchema.schema()));
    }

    private static boolean mayApprove(Authentication key) {
        return key.getAuthorities().stream()
                .anyMatch(
                        authority ->
                                ("SCOPE_" + Scope.PLANS_APPROVE.text())
                                        .equals(authority.getAuthority()));
    }

    private static TextFormat format(@Nullable String contentType) {
        try {
            return TextFormat.of(contentType == null ? null : MediaType.parseMediaType(contentType))
                    .orElseThrow(PlanApi::unsupported);
        } catch (InvalidMediaTypeException _) {
            throw unsupported();
        }
    }

    private static ResponseStatusException unsupported() {
        return new ResponseStatusException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "A plan document is sent as application/yaml or application/json.");
    }

    /** YAML, unless JSON is liked better. */
    private static TextFormat wanted(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return TextFormat.YAML;
        }
        try {
            var types = MediaType.parseMediaTypes(accept);
            types.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
            for (var type : types) {
                if (type.getQualityValue() > 0) {
                    var format =
                            type.isWildcardType()
                                    ? TextFormat.YAML
                                    : TextFormat.of(type).orElse(null);
                    if (format != null) {
                        return format;
                    }
                }
            }
        } catch (InvalidMediaTypeException _) {
            // falls through to the same answer as for types that are not offered
        }
        throw new ResponseStatusException(
                HttpStatus.NOT_ACCEPTABLE,
                "A plan is given as application/yaml or application/json.");
    }
}
