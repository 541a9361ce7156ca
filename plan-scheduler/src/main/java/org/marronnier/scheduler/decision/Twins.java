package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Claim;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.decision.SharedAddresses;
import org.marronnier.store.decision.SharedAddresses.Wanted;
import org.springframework.stereotype.Component;

/**
 * The contacts, of whatever household, that share an address with some that are asked, and would be
 * asked in their stead (gate 5).
 */
@Component
class Twins {

    /** How many who share an address are looked at first; seldom does it take more. */
    private static final int FEW = 20;

    /** How many times more are looked at next. */
    private static final int MORE = 10;

    private final SharedAddresses addresses;
    private final GatheringFacts gathering;
    private final Audiences audiences;

    Twins(SharedAddresses addresses, GatheringFacts gathering, Audiences audiences) {
        this.addresses = addresses;
        this.gathering = gathering;
        this.audiences = audiences;
    }

    /**
     * @param wanted by address, the external id of the first of those who ask together
     * @return by address, the external id of who holds it, were the source to ask everybody now
     */
    Map<String, String> holders(
            PlanRules plan, Source source, Map<String, String> wanted, Instant at, Instant now) {
        var search = new Search(plan, source, at, now);
        var byChannel = new HashMap<Channel, List<Wanted>>();
        wanted.forEach(
                (key, asked) -> {
                    var claim = Claim.read(key);
                    byChannel
                            .computeIfAbsent(claim.channel(), any -> new ArrayList<>())
                            .add(new Wanted(claim.address(), "", asked));
                });
        var holders = new HashMap<>(wanted);
        byChannel.forEach((channel, those) -> holders.putAll(search.before(channel, those)));
        return holders;
    }

    private final class Search {

        private final PlanRules plan;
        private final Source source;
        private final Instant at;
        private final Instant now;

        private Search(PlanRules plan, Source source, Instant at, Instant now) {
            this.plan = plan;
            this.source = source;
            this.at = at;
            this.now = now;
        }

        /** By address, who holds it, where that is somebody who comes before who is asked. */
        Map<String, String> before(Channel channel, List<Wanted> wanted) {
            var holders = new HashMap<String, String>();
            var open = wanted;
            for (var most = FEW; !open.isEmpty(); most *= MORE) {
                var sharing = addresses.holders(channel, open, most);
                var claimed = claimed(sharing.values());
                var next = new ArrayList<Wanted>();
                for (var one : open) {
                    var rows = sharing.getOrDefault(one.address(), List.of());
                    var key = new Claim(channel, one.address()).key();
                    var first =
                            rows.stream()
                                    .map(ContactFacts.Row::externalId)
                                    .filter(twin -> key.equals(claimed.get(twin)))
                                    .findFirst();
                    first.ifPresent(holder -> holders.put(key, holder));
                    if (first.isEmpty() && rows.size() == most) {
                        next.add(one.after(rows.getLast().externalId()));
                    }
                }
                open = next;
            }
            return holders;
        }

        /** By external id, the address at which each would be reached, of those who would be. */
        private Map<String, String> claimed(Collection<List<ContactFacts.Row>> sharing) {
            var twins = sharing.stream().flatMap(List::stream).distinct().toList();
            if (twins.isEmpty()) {
                return Map.of();
            }
            var meant =
                    audiences.matching(
                            twins.stream().map(ContactFacts.Row::id).toList(),
                            source.target(),
                            plan.vocabulary(),
                            at);
            var judgement = new Judgement(plan.book(), at);
            var claimed = new HashMap<String, String>();
            for (var twin : gathering.of(twins, Map.of(), plan, List.of(source), at, now)) {
                var candidate = source.candidate(twin.externalId(), meant.contains(twin.contact()));
                judgement
                        .claimOf(twin.member(), candidate)
                        .ifPresent(claim -> claimed.put(twin.externalId(), claim.key()));
            }
            return claimed;
        }
    }
}
