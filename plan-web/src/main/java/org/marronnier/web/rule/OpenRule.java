package org.marronnier.web.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The rule that is edited in place.
 *
 * @param part the part whose fields are shown; empty for none
 * @param typed the form as it was sent; null where it is opened
 * @param values what the form shows; null for what stands
 */
record OpenRule(
        RuleKind kind,
        String key,
        String part,
        @Nullable MultiValueMap<String, String> typed,
        @Nullable Map<String, Object> values) {

    boolean is(RuleKind other, String otherKey) {
        return kind == other && key.equals(otherKey);
    }
}
