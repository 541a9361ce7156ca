package org.marronnier.store.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * The clock of this machine, put right by that of the database: so that all processes on one
 * database agree on what is now, also where the clock of a machine is wrong.
 */
public final class DatabaseClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final Clock own;
    private final DatabaseTime time;

    /** How far the database is ahead of this machine. */
    private volatile Duration ahead = Duration.ZERO;

    /**
     * @param own the clock of this machine
     */
    public DatabaseClock(Clock own, DatabaseTime time) {
        this.own = own;
        this.time = time;
    }

    /**
     * Asks the database for the time. What is known stays where it agrees with the answer, as far
     * as the time that the question took tells.
     */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    public void ask() {
        try {
            var asked = own.instant();
            var said = time.now();
            var doubt = Duration.between(asked, own.instant()).dividedBy(2);
            var found = Duration.between(asked.plus(doubt), said);
            var change = found.minus(ahead).abs();
            if (change.compareTo(WORTH_TELLING) > 0) {
                LOG.info("The clock of the database is {} ahead of that of this machine.", found);
            }
            if (change.compareTo(doubt.abs()) > 0) {
                ahead = found;
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The database does not say what time it is: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return own.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("This clock tells instants alone.");
    }
}
