package org.marronnier.store.trigger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far the scenarios in service have gone through the contacts that were there before them.
 * First whoever began to write before the scenario was in service is let end: such a transaction
 * may not have known that its contacts arrive. Then the contacts are gone through by their ids.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class ArmedScenarios {

    /** The cursor of one that waits for those who were writing. */
    private static final long WAITING = -1;

    /** The cursor of one that has gone through nobody yet. */
    private static final long BEGUN = -2;

    /**
     * A scenario in service, as its row says now.
     *
     * @param armedUpTo null where all contacts have their appointments
     * @param armTo the last contact that is to be gone through; null where that has not begun
     * @param asksNumber another number where its entry trigger asks another thing
     * @param life another number each time it goes into service anew
     */
    public record Standing(
            long id,
            long edition,
            boolean live,
            @Nullable Long armedUpTo,
            @Nullable Long armTo,
            int asksNumber,
            long life) {

        /** Whether a contact was there before and has not been gone through. */
        public boolean isUnarmed(long contact) {
            return armedUpTo != null && contact > armedUpTo && (armTo == null || contact <= armTo);
        }
    }

    private final JdbcClient jdbc;

    ArmedScenarios(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are in service at this very moment, by id. */
    public Map<Long, Standing> standing() {
        var found = new HashMap<Long, Standing>();
        jdbc.sql(
                        """
                select id, edition_id, state = 'LIVE' as live, armed_up_to, arm_to, asks_number, begins_with
                from live_scenario where state <> 'ENDED' and edition_id is not null
                """)
                .query(
                        row -> {
                            var standing = read(row, 0);
                            found.put(standing.id, standing);
                        });
        return found;
    }

    /** Holds one that is to go through contacts, and that nobody else is at. */
    public Optional<Standing> holdOne() {
        begin();
        return jdbc.sql(
                        """
                select id, edition_id, state = 'LIVE' as live, armed_up_to, arm_to, asks_number, begins_with
                from live_scenario
                where state <> 'ENDED' and arm_to is not null and armed_up_to <> 0
                order by id limit 1
                for no key update skip locked
                """)
                .query(ArmedScenarios::read)
                .optional();
    }

    private void begin() {
        jdbc.sql(
                        """
                update live_scenario
                set armed_up_to = :waiting, arm_to = null, armed_after = pg_snapshot_xmax(pg_current_snapshot())
                where state <> 'ENDED' and armed_up_to = 0
                """)
                .param("waiting", WAITING)
                .update();
        jdbc.sql(
                        """
                update live_scenario
                set armed_up_to = :begun, arm_to = (select coalesce(max(id), 0) from contact)
                where state <> 'ENDED' and armed_up_to = :waiting
                  and (pg_snapshot_xmin(pg_current_snapshot()) >= armed_after
                       or pg_snapshot_xmax(pg_current_snapshot()) < armed_after)
                """)
                .param("begun", BEGUN)
                .param("waiting", WAITING)
                .update();
    }

    /** The ids of some of the contacts behind one, in their order. */
    public List<Long> contactsAfter(long contact, long upTo, int limit) {
        return jdbc.sql(
                        "select id from contact where id > :after and id <= :upTo order by id limit :limit")
                .param("after", contact)
                .param("upTo", upTo)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Contacts behind one and up to another have been gone through. */
    public void armed(long scenario, long from, long upTo) {
        jdbc.sql(
                        "update live_scenario set armed_up_to = :upTo where id = :scenario and armed_up_to = :from")
                .param("scenario", scenario)
                .param("from", from)
                .param("upTo", upTo)
                .update();
    }

    /** All contacts have been gone through. */
    public void armed(long scenario) {
        jdbc.sql(
                        """
                update live_scenario set armed_up_to = null, arm_to = null, armed_after = null where id = :scenario
                """)
                .param("scenario", scenario)
                .update();
    }

    private static Standing read(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getLong("id"),
                row.getLong("edition_id"),
                row.getBoolean("live"),
                row.getObject("armed_up_to", Long.class),
                row.getObject("arm_to", Long.class),
                row.getInt("asks_number"),
                row.getLong("begins_with"));
    }
}
