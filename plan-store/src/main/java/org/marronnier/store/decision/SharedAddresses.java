package org.marronnier.store.decision;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.marronnier.domain.channel.Channel;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private final JdbcClient jdbc;

    public SharedAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        // Without the fence a planner that knows little of the addresses walks the external ids.
        jdbc.sql(
                        """
                select wanted.address as wanted_address, sharing.*
                from unnest(cast(:addresses as text[]), cast(:after as text[]), cast(:before as text[]))
                         as wanted (address, after, before)
                     cross join lateral (
                         select *
                         from (select %s from contact where %s offset 0) fenced
                         where external_id > wanted.after and external_id < wanted.before
                         order by external_id
                         limit :most) sharing
                order by sharing.external_id
                """
                                .formatted(ContactFacts.COLUMNS, isAt(channel)))
                .param("addresses", column(wanted, Wanted::address))
                .param("after", column(wanted, Wanted::after))
                .param("before", column(wanted, Wanted::before))
                .param("most", most)
                .query(
                        (ResultSet row) -> {
                            holders.computeIfAbsent(
                                            row.getString("wanted_address"),
                                            any -> new ArrayList<>())
                                    .add(ContactFacts.contact(row, row.getRow()));
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

    private static String[] column(Collection<Wanted> wanted, Function<Wanted, String> field) {
        return wanted.stream().map(field).toArray(String[]::new);
    }
}
