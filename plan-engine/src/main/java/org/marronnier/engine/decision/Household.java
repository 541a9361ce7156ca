package org.marronnier.engine.decision;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The facts of the contacts that share a household; a contact without one is a household of its
 * own.
 */
public record Household(List<Member> members) {

    public Household {
        members = List.copyOf(members);
    }

    Map<String, Member> byExternalId() {
        return members.stream().collect(Collectors.toMap(Member::externalId, Function.identity()));
    }
}
