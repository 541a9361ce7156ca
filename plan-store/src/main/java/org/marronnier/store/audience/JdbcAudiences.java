package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Audiences in PostgreSQL. A gathered one is kept in chunks of a thousand, one row each. */
@Component
@Transactional
class JdbcAudiences implements Audiences {

    private static final int CHUNK = 1_000;

    private final JdbcClient jdbc;

    JdbcAudiences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long gather(long run, Condition target, Vocabulary vocabulary, Instant now) {
        var compiled = ConditionCompiler.compile(target, vocabulary, now, Reach.ALL);
        WholeTables.makeRoom(jdbc);
        return jdbc.sql(
                        """
                        with member as (
                            select c.id, c.external_id,
                                   (row_number() over (order by c.external_id) - 1) / %d as number
                            %s
                        ), chunk as (
                            insert into audience_chunk (run_id, number, last_external_id, contacts, external_ids)
                            select :run, number, max(external_id),
                                   array_agg(id order by external_id), array_agg(external_id order by external_id)
                            from member
                            group by number
                            returning cardinality(contacts) as size
                        )
                        select coalesce(sum(size), 0) from chunk
                        """
                                .formatted(CHUNK, compiled.fromWhere()))
                .params(compiled.parameters())
                .param("run", run)
                .query(Long.class)
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public List<AudienceMember> next(long run, String after, int limit) {
        var members = new ArrayList<AudienceMember>(limit);
        jdbc.sql(
                        """
                        select contacts, external_ids
                        from audience_chunk
                        where run_id = :run and last_external_id > :after
                        order by last_external_id
                        limit :chunks
                        """)
                .param("run", run)
                .param("after", after)
                .param("chunks", limit / CHUNK + 2)
                .query((ResultSet row) -> addMembers(row, after, limit, members));
        return members;
    }

    /** Those of a chunk that come after a member of it, where that is one. */
    private static void addMembers(
            ResultSet row, String after, int limit, List<AudienceMember> members)
            throws SQLException {
        var contacts = (Long[]) row.getArray(1).getArray();
        var externalIds = List.of((String[]) row.getArray(2).getArray());
        for (var i = externalIds.indexOf(after) + 1;
                i < contacts.length && members.size() < limit;
                i++) {
            members.add(new AudienceMember(contacts[i], externalIds.get(i)));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Long> among(long run, Collection<AudienceMember> contacts) {
        return new HashSet<>(
                jdbc.sql(
                                """
                        with placed as (
                            select (select last_external_id
                                    from audience_chunk
                                    where run_id = :run and last_external_id >= m.external_id collate "C"
                                    order by last_external_id
                                    limit 1) as last, array_agg(m.contact) as contacts
                            from unnest(cast(:contacts as bigint[]), cast(:externalIds as text[]))
                                     as m (contact, external_id)
                            group by 1
                        )
                        select member.contact
                        from placed
                             join audience_chunk chunk on chunk.run_id = :run and chunk.last_external_id = placed.last
                             cross join lateral (select unnest(placed.contacts) intersect select unnest(chunk.contacts))
                                 as member (contact)
                        """)
                        .param("run", run)
                        .param(
                                "contacts",
                                contacts.stream().map(AudienceMember::contact).toArray(Long[]::new))
                        .param(
                                "externalIds",
                                contacts.stream()
                                        .map(AudienceMember::externalId)
                                        .toArray(String[]::new))
                        .query(Long.class)
                        .list());
    }

    @Override
    public void forget(long run) {
        jdbc.sql("delete from audience_chunk where run_id = :run").param("run", run).update();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Long> matching(
            Collection<Long> contacts, Condition condition, Vocabulary vocabulary, Instant now) {
        var compiled = ConditionCompiler.compile(condition, vocabulary, now, Reach.SOME);
        return new HashSet<>(
                jdbc.sql("select c.id " + compiled.fromWhere() + " and c.id = any (:contacts)")
                        .params(compiled.parameters())
                        .param("contacts", contacts.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, List<Instant>> instants(
            Collection<Long> contacts,
            Condition.Events events,
            Vocabulary vocabulary,
            Instant now) {
        var compiled = ConditionCompiler.compileEvents(events, vocabulary, now);
        var instants = new HashMap<Long, List<Instant>>();
        jdbc.sql(
                        "select c.id, f.at "
                                + compiled.fromWhere()
                                + " and c.id = any (:contacts) order by f.at")
                .params(compiled.parameters())
                .param("contacts", contacts.toArray(Long[]::new))
                .query(
                        (ResultSet row) -> {
                            instants.computeIfAbsent(row.getLong(1), any -> new ArrayList<>())
                                    .add(Instants.from(row, "at"));
                        });
        return instants;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Long> draw(Condition condition, Vocabulary vocabulary, Instant now, int limit) {
        var compiled = ConditionCompiler.compile(condition, vocabulary, now, Reach.ALL);
        WholeTables.makeRoom(jdbc);
        return jdbc.sql(
                        "select c.id "
                                + compiled.fromWhere()
                                + " order by hashint8extended(c.id, 1), c.id limit :limit")
                .params(compiled.parameters())
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public AudienceCount.Figures count(Condition condition, Vocabulary vocabulary, Instant now) {
        var compiled = ConditionCompiler.compile(condition, vocabulary, now, Reach.ALL);
        WholeTables.makeRoom(jdbc);
        return jdbc.sql(
                        """
                        select count(*) as contacts,
                               count(*) filter (where c.email is not null and c.email_bounced_at is null) as with_email,
                               count(*) filter (where c.phone is not null and c.phone_bounced_at is null) as with_phone
                        """
                                + compiled.fromWhere())
                .params(compiled.parameters())
                .query(
                        (row, _) ->
                                new AudienceCount.Figures(
                                        row.getLong("contacts"),
                                        row.getLong("with_email"),
                                        row.getLong("with_phone"),
                                        now))
                .single();
    }
}
