package org.marronnier.store.impact;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.store.json.Json;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The questions what a rule would have held back, with their answers: a queue that every node takes
 * from. A question that is put again in other words in the same slot takes the place of the one
 * before, whoever computes that just then.
 */
@Repository
@Transactional
public class RuleImpacts {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration LOST = Duration.ofMinutes(1);

    /** Whether what is known of a question serves for the one that is put now. */
    private static final String SAME =
            """
            known.definition = excluded.definition
            and (known.state = 'WAITING' or (known.state = 'DONE' and known.computed_at > :fresh))""";

    private final JdbcClient jdbc;

    RuleImpacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A question.
     *
     * @param slot who edits which rule; null for one that stands alone
     * @param before the rule as it stands; null for a new one
     * @param after the rule as it is written now
     * @param definition what is computed and what it leans on, as one short text
     */
    public record Question(
            String plan,
            @Nullable String slot,
            ItemKind kind,
            @Nullable Map<String, Object> before,
            Map<String, Object> after,
            String definition) {}

    /**
     * Where a question stands.
     *
     * @param reached how much is computed, from 0 to 1
     * @param figures null until all is
     */
    public record Standing(
            long id,
            Question question,
            ComputingState state,
            double reached,
            @Nullable Map<String, Object> figures,
            @Nullable Instant computedAt) {}

    /**
     * Puts a question; the same again is that one while it waits, at its place in the queue, and
     * for an hour after it was answered.
     */
    public long ask(Question question, Instant now) {
        jdbc.sql("delete from rule_impact where asked_at < :old")
                .param("old", toSql(now.minus(KEPT)))
                .update();
        return jdbc.sql(
                        """
                insert into rule_impact as known (plan, slot, kind, before_tree, after_tree, definition, state, asked_at)
                values (:plan, :slot, :kind, cast(:before as jsonb), cast(:after as jsonb), :definition, 'WAITING', :now)
                on conflict (plan, slot) do update
                set kind = excluded.kind, before_tree = excluded.before_tree, after_tree = excluded.after_tree,
                    definition = excluded.definition,
                    asked_at = case when {same} then known.asked_at else excluded.asked_at end,
                    state = case when {same} then known.state else 'WAITING' end,
                    owner = case when {same} then known.owner end,
                    reached = case when {same} then known.reached else 0 end,
                    figures = case when {same} then known.figures end
                returning id
                """
                                .replace("{same}", SAME))
                .param("plan", question.plan())
                .param("slot", question.slot())
                .param("kind", question.kind().name())
                .param("before", text(question.before()))
                .param("after", text(question.after()))
                .param("definition", question.definition())
                .param("now", toSql(now))
                .param("fresh", toSql(now.minus(FRESH)))
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public Optional<Standing> find(long id) {
        return jdbc.sql("select * from rule_impact where id = :id")
                .param("id", id)
                .query(RuleImpacts::standing)
                .optional();
    }

    /** Takes the question that waits longest; one whose owner fell silent waits again. */
    public Optional<Standing> take(String owner, Instant now) {
        return jdbc.sql(
                        """
                update rule_impact set owner = :owner, owned_at = :now, reached = 0
                where id = (select id from rule_impact
                            where state = 'WAITING' and (owner is null or owned_at < :lost)
                            order by asked_at limit 1
                            for update skip locked)
                returning *
                """)
                .param("owner", owner)
                .param("now", toSql(now))
                .param("lost", toSql(now.minus(LOST)))
                .query(RuleImpacts::standing)
                .optional();
    }

    /** Says how far its computing is; false where the question is another by now. */
    public boolean reach(Standing taken, String owner, double reached, Instant now) {
        return jdbc.sql(
                                """
                        update rule_impact set reached = :reached, owned_at = :now
                        where id = :id and owner = :owner and definition = :definition and state = 'WAITING'
                        """)
                        .param("reached", reached)
                        .param("now", toSql(now))
                        .param("id", taken.id())
                        .param("owner", owner)
                        .param("definition", taken.question().definition())
                        .update()
                == 1;
    }

    /** Keeps the answer, unless the question is another by now. */
    public void answer(Standing taken, String owner, Map<String, Object> figures, Instant now) {
        end(taken, owner, ComputingState.DONE, figures, now);
    }

    /** Says that the question cannot be answered. */
    public void fail(Standing taken, String owner, Instant now) {
        end(taken, owner, ComputingState.FAILED, null, now);
    }

    private void end(
            Standing taken,
            String owner,
            ComputingState state,
            @Nullable Map<String, Object> figures,
            Instant now) {
        jdbc.sql(
                        """
                update rule_impact
                set state = :state, figures = cast(:figures as jsonb), reached = 1, computed_at = :now, owner = null
                where id = :id and owner = :owner and definition = :definition
                """)
                .param("state", state.name())
                .param("figures", text(figures))
                .param("now", toSql(now))
                .param("id", taken.id())
                .param("owner", owner)
                .param("definition", taken.question().definition())
                .update();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        var after = tree(row.getString("after_tree"));
        return new Standing(
                row.getLong("id"),
                new Question(
                        row.getString("plan"),
                        row.getString("slot"),
                        ItemKind.valueOf(row.getString("kind")),
                        tree(row.getString("before_tree")),
                        after == null ? Map.of() : after,
                        row.getString("definition")),
                ComputingState.valueOf(row.getString("state")),
                row.getDouble("reached"),
                tree(row.getString("figures")),
                Instants.orNull(row, "computed_at"));
    }

    private static @Nullable String text(@Nullable Map<String, Object> tree) {
        return tree == null ? null : Json.of(tree).text();
    }

    private static @Nullable Map<String, Object> tree(@Nullable String text) {
        if (text == null || !(new Json(text).tree() instanceof Map<?, ?> map)) {
            return null;
        }
        var tree = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> tree.put(String.valueOf(name), value));
        return tree;
    }
}
