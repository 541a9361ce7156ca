package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Claim;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.store.decision.ContactFacts;
import org.springframework.stereotype.Component;

/**
 * The contacts of other households that share an e-mail address with some that are asked, and would
 * be asked in their stead (gate 5). Other addresses have no index to find them by.
 */
@Component
class Twins {

    private static final String EMAIL = new Claim(Channel.EMAIL, "").key();

    private final ContactFacts facts;
    private final GatheringFacts gathering;
    private final Audiences audiences;

    Twins(ContactFacts facts, GatheringFacts gathering, Audiences audiences) {
        this.facts = facts;
        this.gathering = gathering;
        this.audiences = audiences;
    }

    /**
     * @param wanted by address, the external id of the first of those who ask together
     * @return by address, the external id of who holds it, were the source to ask everybody now
     */
    Map<String, String> holders(
            PlanRules plan, Source source, Map<String, String> wanted, Instant at, Instant now) {
        var holders = new HashMap<>(wanted);
        var emails =
                wanted.keySet().stream()
                        .filter(key -> key.startsWith(EMAIL))
                        .map(key -> key.substring(EMAIL.length()))
                        .toList();
        var twins =
                (emails.isEmpty() ? List.<ContactFacts.Row>of() : facts.withEmails(emails))
                        .stream()
                                .filter(row -> precedes(row, wanted.get(EMAIL + row.email())))
                                .toList();
        if (twins.isEmpty()) {
            return holders;
        }
        var meant =
                audiences.matching(
                        twins.stream().map(ContactFacts.Row::id).collect(Collectors.toSet()),
                        source.target(),
                        plan.vocabulary(),
                        at);
        var judgement = new Judgement(plan.book(), at);
        for (var twin : gathering.of(twins, Map.of(), plan, List.of(source), at, now)) {
            var candidate = source.candidate(twin.externalId(), meant.contains(twin.contact()));
            judgement
                    .claimOf(twin.member(), candidate)
                    .map(Claim::key)
                    .filter(wanted::containsKey)
                    .ifPresent(key -> holders.merge(key, twin.externalId(), Twins::first));
        }
        return holders;
    }

    private static boolean precedes(ContactFacts.Row row, @Nullable String asked) {
        return asked != null && ExternalIds.ORDER.compare(row.externalId(), asked) < 0;
    }

    private static String first(String a, String b) {
        return ExternalIds.ORDER.compare(a, b) <= 0 ? a : b;
    }
}
