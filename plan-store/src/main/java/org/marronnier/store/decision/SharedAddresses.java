package org.marronnier.store.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.store.copy.Copies;
import org.marronnier.store.copy.Literals;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who else has an address (gate 5 of the decision rules). */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class SharedAddresses {

    /**
     * An address, and between which external ids those who have it are looked for.
     *
     * @param address normalised
     * @param after excluded; empty for none
     * @param before excluded
     */
    public record Wanted(String address, String after, String before) {

        /** The same address, of those who come after another. */
        public Wanted after(String externalId) {
            return new Wanted(address, externalId, before);
        }
    }

    private final Copies copies;

    public SharedAddresses(DataSource database) {
        this.copies = new Copies(database);
    }

    /**
     * By address the first contacts, in the order of external ids, that have it. Letters are
     * compared without blanks, so that some of the holders of one may have another; the caller
     * tells them apart.
     *
     * @param channel by which they are reached there
     * @param most for each address
     */
    public Map<String, List<ContactFacts.Row>> holders(
            Channel channel, Collection<Wanted> wanted, int most) {
        var holders = new HashMap<String, List<ContactFacts.Row>>();
        var reading = new RowReading();
        // Without the fence a planner that knows little of the addresses walks the external ids.
        copies.out(
                """
                select wanted.address as wanted_address, sharing.*
                from unnest(%s, %s, %s) as wanted (address, after, before)
                     cross join lateral (
                         select *
                         from (select %s from contact where %s offset 0) fenced
                         where external_id > wanted.after and external_id < wanted.before
                         order by external_id
                         limit %d) sharing
                order by sharing.external_id
                """
                        .formatted(
                                column(wanted, Wanted::address),
                                column(wanted, Wanted::after),
                                column(wanted, Wanted::before),
                                RowReading.COLUMNS,
                                isAt(channel),
                                most),
                row -> {
                    var those =
                            holders.computeIfAbsent(
                                    Objects.requireNonNull(row.getString()),
                                    any -> new ArrayList<>());
                    those.add(reading.read(row));
                });
        return holders;
    }

    private static String isAt(Channel channel) {
        return switch (channel) {
            case EMAIL -> "email_key = wanted.address";
            case SMS, PHONE -> "phone = wanted.address";
            case PUSH -> "attributes ->> 'pushToken' = wanted.address";
            case LETTER ->
                    """
                    bare_address(street || '|' || postcode || '|' || city) collate "C" = bare_address(wanted.address)
                    and street || '|' || postcode || '|' || city is not null""";
            case WEB -> "external_id = wanted.address";
        };
    }

    private static String column(Collection<Wanted> wanted, Function<Wanted, String> field) {
        return Literals.texts(wanted.stream().map(field).toList());
    }
}
