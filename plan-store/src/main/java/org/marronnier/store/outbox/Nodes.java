package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The processes that hand over what waits in the outbox, and what those leave behind that die. */
@Repository
@Transactional
public class Nodes {

    private final JdbcClient jdbc;
    private final Outbox outbox;

    Nodes(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** The node is alive. */
    public void beat(String node, Instant now) {
        jdbc.sql(
                        "insert into node (id, seen_at) values (:node, :now) on conflict (id) do update set seen_at = excluded.seen_at")
                .param("node", node)
                .param("now", toSql(now))
                .update();
    }

    /** The node leaves, with nothing in its hands. */
    public void leave(String node) {
        jdbc.sql("delete from node where id = :node").param("node", node).update();
    }

    /**
     * Settles what nodes had in their hands that were not seen for a time: it goes back where its
     * gateway takes a repeat for what it is, and is uncertain otherwise.
     *
     * @return how many became uncertain
     */
    public int settle(Collection<String> idempotentGateways, Duration lease, Instant now) {
        var orphans =
                "owner is not null and not exists (select from node n where n.id = owner and n.seen_at > :dead)";
        var dead = toSql(now.minus(lease));
        var gateways = idempotentGateways.toArray(String[]::new);
        // Messages before their entries, as whoever records what became of them, and passing over
        // what is recorded just now: its process was only slow.
        var lost =
                jdbc.sql(
                                """
                with held as (
                    select m.id
                    from outbox join message m on m.id = message_id
                    where gateway <> all (:gateways) and %1$s
                    order by message_id
                    for no key update of m skip locked
                )
                select message_id from outbox
                where message_id in (select id from held) and gateway <> all (:gateways) and %1$s
                order by message_id for update skip locked
                """
                                        .formatted(orphans))
                        .param("gateways", gateways)
                        .param("dead", dead)
                        .query(Long.class)
                        .list();
        outbox.record(
                lost.stream()
                        .map(message -> new Outbox.Outcome.Uncertain(message, "PROCESS_DIED"))
                        .toList(),
                "",
                now);
        jdbc.sql(
                        """
                update outbox set owner = null, gateway = null, handed_at = null
                where message_id = any (array(
                    select message_id from outbox where gateway = any (:gateways) and %s
                    order by message_id for update skip locked))
                """
                                .formatted(orphans))
                .param("gateways", gateways)
                .param("dead", dead)
                .update();
        jdbc.sql(
                        "delete from node where seen_at <= :dead and not exists (select from outbox where owner = node.id)")
                .param("dead", dead)
                .update();
        return lost.size();
    }
}
