package org.marronnier.store.contact;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts that a rule of the plan suspects to be one person. */
@Repository
public class DuplicateContacts {

    private static final String CANCELLED = "57014";

    /** The column of each field that a rule may name; text is compared without regard to case. */
    private static final Map<String, String> COLUMNS =
            Map.ofEntries(
                    Map.entry("email", "email_key"),
                    Map.entry("phone", "phone"),
                    Map.entry("firstName", "lower(trim(first_name))"),
                    Map.entry("lastName", "lower(trim(last_name))"),
                    Map.entry("birthDate", "birth_date"),
                    Map.entry("street", "lower(trim(street))"),
                    Map.entry("postcode", "lower(trim(postcode))"),
                    Map.entry("city", "lower(trim(city))"),
                    Map.entry("country", "lower(trim(country))"),
                    Map.entry("language", "lower(trim(language))"),
                    Map.entry("zone", "zone"),
                    Map.entry("household", "household"));

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    DuplicateContacts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.alone.setReadOnly(true);
    }

    /**
     * Two contacts, by their external ids; the older first.
     *
     * @param rule the index of the rule that finds them
     */
    public record Pair(int rule, String first, String second) {}

    /**
     * @param wasCut whether there are more, or the time ran out
     */
    public record Found(List<Pair> pairs, boolean wasCut) {}

    /** The first pairs of each rule; a rule that names a field of another kind finds nothing. */
    public Found find(List<List<String>> rules, int limit, Duration patience) {
        var pairs = new ArrayList<Pair>();
        var wasCut = false;
        for (var i = 0; i < rules.size() && pairs.size() < limit; i++) {
            if (!COLUMNS.keySet().containsAll(rules.get(i))) {
                continue;
            }
            var found = find(i, rules.get(i), limit - pairs.size() + 1, patience);
            if (found == null) {
                wasCut = true;
            } else {
                found.stream().filter(pair -> isNew(pair, pairs)).forEach(pairs::add);
            }
        }
        return new Found(
                pairs.subList(0, Math.min(limit, pairs.size())), wasCut || pairs.size() > limit);
    }

    private static boolean isNew(Pair pair, List<Pair> pairs) {
        return pairs.stream()
                .noneMatch(
                        known ->
                                known.first().equals(pair.first())
                                        && known.second().equals(pair.second()));
    }

    private @Nullable List<Pair> find(int rule, List<String> fields, int limit, Duration patience) {
        var columns = fields.stream().map(COLUMNS::get).toList();
        var present =
                String.join(
                        " and ", columns.stream().map(column -> column + " is not null").toList());
        try {
            return alone.execute(
                    _ -> {
                        jdbc.sql("select set_config('statement_timeout', :limit, true)")
                                .param("limit", patience.toMillis() + "ms")
                                .query(String.class)
                                .single();
                        return jdbc.sql(
                                        """
                                        select a.external_id, b.external_id
                                        from (select min(id) as first, max(id) as second
                                              from contact
                                              where erased_at is null and %s
                                              group by %s having count(*) > 1
                                              limit :limit) twin
                                        join contact a on a.id = twin.first
                                        join contact b on b.id = twin.second
                                        order by a.external_id
                                        """
                                                .formatted(present, String.join(", ", columns)))
                                .param("limit", limit)
                                .query(
                                        (row, _) ->
                                                new Pair(rule, row.getString(1), row.getString(2)))
                                .list();
                    });
        } catch (DataAccessException late) {
            if (late.getRootCause() instanceof SQLException sql
                    && CANCELLED.equals(sql.getSQLState())) {
                return null;
            }
            throw late;
        }
    }
}
