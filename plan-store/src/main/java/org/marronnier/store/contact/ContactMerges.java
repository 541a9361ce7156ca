package org.marronnier.store.contact;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merges of two contacts into one. The events, consents, messages and decisions of the merged one
 * become the survivor's; of two consents the stricter wins; what blocked either blocks the
 * survivor, and it heeds what either wished at most. A merge can be undone: what came since stays
 * with the survivor.
 *
 * <p>Where both were decided in one run, the merged one's message and decision of that run stay
 * under its own number, since a run decides a contact once.
 */
@Repository
@Transactional
public class ContactMerges {

    private static final String EVENTS =
            """
            with moved as (
                update event set contact_id = :survivor where contact_id = :merged returning id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'event', id from moved
            """;

    private static final String MESSAGES =
            """
            with moved as (
                update message m set contact_id = :survivor
                where m.contact_id = :merged
                  and (m.run_id is null
                       or not exists (select from message o where o.run_id = m.run_id and o.contact_id = :survivor))
                returning m.id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'message', id from moved
            """;

    private static final String DECISIONS =
            """
            with moved as (
                update decision d set contact_id = :survivor
                where d.contact_id = :merged
                  and not exists (select from decision o where o.run_id = d.run_id and o.contact_id = :survivor)
                returning d.run_id
            ), earlier as (
                update earlier_decision e set contact_id = :survivor from moved
                where e.run_id = moved.run_id and e.contact_id = :merged
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'decision', run_id from moved
            """;

    private static final String CONSENTS =
            """
            with moved as (
                update consent c set contact_id = :survivor
                where c.contact_id = :merged
                  and not exists (select from consent o
                                  where o.contact_id = :survivor and o.channel = c.channel and o.purpose = c.purpose
                                    and o.at = c.at and o.status = c.status)
                returning c.id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'consent', id from moved
            """;

    /** What each of the two said last, the stricter of both, where the merged history says less. */
    private static final String STRICTER =
            """
            with rank (status, strict) as (values ('GRANTED', 1), ('PENDING', 2), ('DENIED', 3), ('WITHDRAWN', 4)),
            said as (
                select distinct on (mine, channel, purpose) mine, channel, purpose, status
                from (select c.*, r.key is null as mine
                      from consent c
                      left join contact_merge_row r on r.merge_id = :merge and r.kind = 'consent' and r.key = c.id::text
                      where c.contact_id = :survivor) both_said
                order by mine, channel, purpose, at desc, id desc
            ),
            strictest as (
                select distinct on (channel, purpose) channel, purpose, status, strict
                from said join rank using (status) order by channel, purpose, strict desc
            ),
            latest as (
                select distinct on (channel, purpose) channel, purpose, strict
                from consent join rank using (status)
                where contact_id = :survivor order by channel, purpose, at desc, id desc
            ),
            recorded as (
                insert into consent (contact_id, channel, purpose, status, basis, source, proof, at)
                select :survivor, s.channel, s.purpose, s.status, 'merge', 'merge', :proof, :now
                from strictest s join latest l using (channel, purpose)
                where s.strict > l.strict
                on conflict do nothing
                returning id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'stricter', id from recorded
            """;

    private static final String PREFERENCES =
            """
            with heeded as (
                insert into contact_preference (contact_id, channel, max, span, set_at)
                select :survivor, channel, max, span, set_at from contact_preference where contact_id = :merged
                on conflict do nothing
                returning channel
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'preference', channel from heeded
            """;

    private static final String BLOCKS =
            """
            update contact a
            set suppressed_at = coalesce(a.suppressed_at, b.suppressed_at),
                complained_at = coalesce(a.complained_at, b.complained_at),
                paused_until = greatest(a.paused_until, b.paused_until),
                updated_at = :now
            from contact b
            where a.id = :survivor and b.id = :merged
            """;

    private static final List<String> BACK =
            List.of(
                    """
                    update event e set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'event' and r.key = e.id and e.contact_id = :survivor
                    """,
                    """
                    update message m set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'message' and m.id = r.key::bigint and m.contact_id = :survivor
                    """,
                    """
                    update decision d set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'decision' and d.run_id = r.key::bigint
                      and d.contact_id = :survivor
                    """,
                    """
                    update earlier_decision d set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'decision' and d.run_id = r.key::bigint
                      and d.contact_id = :survivor
                    """,
                    """
                    update consent c set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'consent' and c.id = r.key::bigint and c.contact_id = :survivor
                    """,
                    """
                    delete from consent c using contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'stricter' and c.id = r.key::bigint and c.contact_id = :survivor
                    """,
                    """
                    delete from contact_preference p using contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'preference' and p.channel = r.key
                      and p.contact_id = :survivor
                    """,
                    """
                    insert into contact overriding system value
                    select b.* from contact_merge m, jsonb_populate_record(null::contact, m.contact) b where m.id = :merge
                    """,
                    """
                    update contact a
                    set suppressed_at = case when a.suppressed_at = b.suppressed_at then was.suppressed_at else a.suppressed_at end,
                        complained_at = case when a.complained_at = b.complained_at then was.complained_at else a.complained_at end,
                        paused_until = case when a.paused_until = b.paused_until then was.paused_until else a.paused_until end,
                        updated_at = :now
                    from contact_merge m, jsonb_populate_record(null::contact, m.contact) b,
                         jsonb_populate_record(null::contact, m.survivor) was
                    where m.id = :merge and a.id = :survivor
                    """);

    private final JdbcClient jdbc;

    ContactMerges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of asking for a merge, or for the end of one. */
    public enum Outcome {
        DONE,
        /** One of the two is gone, or both are the same. */
        NO_SUCH_CONTACTS,
        /** A run or an import is under way and may be about to write to one of the two. */
        BUSY
    }

    /** A merge that stands. */
    public record Merge(long id, String externalId, String survivor, String who, Instant at) {}

    /**
     * The second becomes part of the first.
     *
     * @param proof what the consents that the merge records say of it
     */
    public Outcome merge(String survivor, String merged, String who, String proof, Instant now) {
        if (isBusy()) {
            return Outcome.BUSY;
        }
        holdEvents();
        hold(List.of(survivor, merged));
        var kept = lock(survivor);
        var gone = lock(merged);
        if (kept.isEmpty() || gone.isEmpty() || kept.equals(gone)) {
            return Outcome.NO_SUCH_CONTACTS;
        }
        var merge =
                jdbc.sql(
                                """
                                insert into contact_merge (survivor_id, merged_id, external_id, contact, survivor, merged_by, merged_at)
                                select a.id, b.id, b.external_id, to_jsonb(b), to_jsonb(a), :who, :now
                                from contact a, contact b where a.id = :survivor and b.id = :merged
                                returning id
                                """)
                        .param("survivor", kept.get())
                        .param("merged", gone.get())
                        .param("who", who)
                        .param("now", Timestamp.from(now))
                        .query(Long.class)
                        .single();
        Map<String, Object> facts =
                Map.of(
                        "survivor", kept.get(),
                        "merged", gone.get(),
                        "merge", merge,
                        "proof", proof,
                        "now", Timestamp.from(now));
        for (var step :
                List.of(BLOCKS, EVENTS, MESSAGES, DECISIONS, CONSENTS, STRICTER, PREFERENCES)) {
            jdbc.sql(step).params(facts).update();
        }
        ScenarioMerges.THERE.forEach(step -> jdbc.sql(step).params(facts).update());
        OfferMerges.THERE.forEach(step -> jdbc.sql(step).params(facts).update());
        jdbc.sql("delete from contact where id = :merged").param("merged", gone.get()).update();
        return Outcome.DONE;
    }

    /** The merged contact is itself again; what came since the merge stays with the survivor. */
    public Outcome undo(long merge, String who, Instant now) {
        if (isBusy()) {
            return Outcome.BUSY;
        }
        holdEvents();
        hold(
                jdbc.sql(
                                """
                                select a.external_id from contact_merge m join contact a on a.id = m.survivor_id
                                where m.id = :merge
                                """)
                        .param("merge", merge)
                        .query(String.class)
                        .list());
        var two =
                jdbc.sql(
                                """
                                select m.survivor_id, m.merged_id
                                from contact_merge m join contact a on a.id = m.survivor_id
                                where m.id = :merge and m.undone_at is null
                                for update
                                """)
                        .param("merge", merge)
                        .query((row, _) -> List.of(row.getLong(1), row.getLong(2)))
                        .optional();
        if (two.isEmpty()) {
            return Outcome.NO_SUCH_CONTACTS;
        }
        Map<String, Object> facts =
                Map.of(
                        "survivor", two.get().getFirst(),
                        "merged", two.get().getLast(),
                        "merge", merge,
                        "now", Timestamp.from(now));
        BACK.forEach(step -> jdbc.sql(step).params(facts).update());
        ScenarioMerges.BACK.forEach(step -> jdbc.sql(step).params(facts).update());
        OfferMerges.BACK.forEach(step -> jdbc.sql(step).params(facts).update());
        jdbc.sql("update contact_merge set undone_by = :who, undone_at = :now where id = :merge")
                .param("who", who)
                .param("now", Timestamp.from(now))
                .param("merge", merge)
                .update();
        return Outcome.DONE;
    }

    /** The merges that stand, newest first. */
    @Transactional(readOnly = true)
    public List<Merge> standing(int limit) {
        return new ArrayList<>(
                jdbc.sql(
                                """
                                select m.id, m.external_id, a.external_id as survivor, m.merged_by, m.merged_at
                                from contact_merge m join contact a on a.id = m.survivor_id
                                where m.undone_at is null
                                order by m.id desc limit :limit
                                """)
                        .param("limit", limit)
                        .query(
                                (row, _) ->
                                        new Merge(
                                                row.getLong("id"),
                                                row.getString("external_id"),
                                                row.getString("survivor"),
                                                row.getString("merged_by"),
                                                Instants.from(row, "merged_at")))
                        .list());
    }

    /**
     * An event that is coming in goes to the contact that it sees: it is in before, or sees what
     * has become of it. And what it says of messages holds these before their contacts.
     */
    private void holdEvents() {
        jdbc.sql("lock table event in share row exclusive mode").update();
    }

    /**
     * Those inside scenarios before their contacts, in the order of those who walk through them.
     */
    private void hold(List<String> externalIds) {
        jdbc.sql(
                        """
                        select e.id from enrolment e join contact c on c.id = e.contact_id
                        where c.external_id = any (:contacts) and e.state = 'RUNNING'
                        order by e.id for no key update of e
                        """)
                .param("contacts", externalIds.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    private Optional<Long> lock(String externalId) {
        return jdbc.sql(
                        "select id from contact where external_id = :contact and erased_at is null for update")
                .param("contact", externalId)
                .query(Long.class)
                .optional();
    }

    private boolean isBusy() {
        return jdbc.sql(
                        """
                        select exists (select from run
                                       where state = 'running'
                                         and (decided_at is null
                                              or exists (select from outbox o where o.run_id = run.id)))
                            or exists (select from import where state in ('WAITING', 'RUNNING'))
                        """)
                .query(Boolean.class)
                .single();
    }
}
