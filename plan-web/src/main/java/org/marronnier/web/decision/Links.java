package org.marronnier.web.decision;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.SourceName;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where the things that a decision names are shown: those of the plan that the pages show, and
 * contacts.
 */
public record Links(Map<String, String> sources, boolean rules) {

    /** Of a plan that the pages do not show. */
    public static final Links NONE = new Links(Map.of(), false);

    public Links {
        sources = Map.copyOf(sources);
    }

    public static Links of(PlanDocument plan) {
        var sources =
                plan.campaigns().stream()
                        .map(one -> one.brief().key())
                        .collect(
                                Collectors.toMap(
                                        SourceName::ofCampaign,
                                        key -> path("/campaigns/{key}", key),
                                        (first, _) -> first));
        for (var programme : plan.programmes()) {
            sources.putAll(
                    programme.scenarios().stream()
                            .map(one -> one.brief().key())
                            .collect(
                                    Collectors.toMap(
                                            SourceName::ofScenario,
                                            scenario(programme.brief().key()),
                                            (first, _) -> first)));
        }
        return new Links(sources, true);
    }

    /** The page of a source such as {@code campaign:winter-sale}; null where it has none. */
    public @Nullable String source(String source) {
        return sources.get(source);
    }

    /** Where pressure rules stand; null where they are another plan's. */
    public @Nullable String rule() {
        return rules ? "/rules#pressure" : null;
    }

    /** Where quiet periods stand; null where they are another plan's. */
    public @Nullable String quiet() {
        return rules ? "/rules#quiet" : null;
    }

    public static String contact(String externalId) {
        return path("/contacts/{id}", externalId);
    }

    private static Function<String, String> scenario(String programme) {
        return key -> path("/programmes/{programme}/scenarios/{key}", programme, key);
    }

    private static String path(String pattern, Object... keys) {
        return UriComponentsBuilder.fromPath(pattern).encode().buildAndExpand(keys).toUriString();
    }
}
