package org.marronnier.web.rule;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.impact.ComputingImpacts;
import org.marronnier.store.impact.RuleImpacts;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a rule would have held back, asked by programs. */
@RestController
@RequestMapping("/api/v1")
class ImpactApi {

    private static final String CAPACITY = "capacity";

    private final ComputingImpacts impacts;
    private final Plans plans;

    ImpactApi(ComputingImpacts impacts, Plans plans) {
        this.impacts = impacts;
        this.plans = plans;
    }

    record Accepted(long id) {}

    /**
     * Takes {@code {"pressure": {...}}}, {@code {"quiet": {...}}} or {@code {"capacity": {...}}}, a
     * rule as documents do.
     */
    @PostMapping("/plans/{plan}/rules/impact")
    @With(Scope.PLANS_READ)
    ResponseEntity<?> ask(@PathVariable String plan, @RequestBody Map<String, Object> body) {
        var document = plans.load(plan);
        if (document.isEmpty()) {
            return Problems.notFound("There is no plan of this key.");
        }
        var word = body.size() == 1 ? body.keySet().iterator().next() : "";
        var kind = kind(word);
        if (kind.isEmpty() || !(body.get(word) instanceof Map<?, ?> rule)) {
            return Problems.unreadable("One of pressure, quiet and capacity was expected: a rule.");
        }
        var tree = new LinkedHashMap<String, Object>();
        rule.forEach((name, value) -> tree.put(String.valueOf(name), value));
        var mistakes = new ArrayList<Mistake>();
        if (!isWhole(word, tree, mistakes::addAll)) {
            return Problems.unprocessable(
                    "The rule has mistakes.",
                    mistakes.stream()
                            .map(
                                    one ->
                                            new Problems.Mistake(
                                                    word + "." + one.path(), one.message()))
                            .toList());
        }
        var key = String.valueOf(tree.get(kind.get() == ItemKind.CAPACITY ? "channel" : "key"));
        var id =
                impacts.ask(
                        document.get(),
                        null,
                        kind.get(),
                        PlanWriter.write(document.get(), ItemPlace.of(kind.get(), key))
                                .orElse(null),
                        tree);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/plans/" + plan + "/rules/impact/" + id))
                .body(new Accepted(id));
    }

    private static Optional<ItemKind> kind(String word) {
        return word.equals(CAPACITY)
                ? Optional.of(ItemKind.CAPACITY)
                : RuleKind.of(word).map(RuleKind::item);
    }

    private static boolean isWhole(
            String word, Map<String, Object> tree, Consumer<List<Mistake>> tell) {
        return word.equals(CAPACITY)
                ? Part.CAPACITY.find(tree, tell).isPresent()
                : RuleForms.isWhole(RuleKind.of(word).orElseThrow(), tree, tell);
    }

    /** Where it stands; with the figures when it is done. */
    @GetMapping("/plans/{plan}/rules/impact/{id}")
    @With(Scope.PLANS_READ)
    ResponseEntity<?> find(@PathVariable String plan, @PathVariable long id) {
        return impacts.find(id)
                .filter(standing -> standing.question().plan().equals(plan))
                .<ResponseEntity<?>>map(standing -> ResponseEntity.ok(answer(standing)))
                .orElseGet(() -> Problems.notFound("There is no such question in this plan."));
    }

    private static Map<String, Object> answer(RuleImpacts.Standing standing) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", standing.id());
        answer.put("state", standing.state().name().toLowerCase(Locale.ROOT));
        answer.put("reached", standing.reached());
        var at = standing.computedAt();
        if (at != null) {
            answer.put("computedAt", at);
        }
        var figures = standing.figures();
        if (figures != null) {
            answer.putAll(figures);
        }
        return answer;
    }
}
