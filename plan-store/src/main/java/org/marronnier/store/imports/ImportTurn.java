package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The two advisory locks of a process that imports: one says that it lives, the other that it is
 * its turn. They hang on one connection, so that a process that dies loses them at once.
 */
public final class ImportTurn implements AutoCloseable {

    static final int OWNERS = 0x4d49;
    private static final int TURN = 0x4d4a;

    /** What PostgreSQL says of a statement that was cancelled. */
    private static final String CANCELLED = "57014";

    private final Connection connection;
    private volatile @Nullable Statement waiting;

    private ImportTurn(Connection connection) {
        this.connection = connection;
    }

    /** Shows that the owner lives, until closed. */
    static ImportTurn of(DataSource database, int owner) {
        try {
            var connection = database.getConnection();
            boolean locked = false;
            try {
                connection.setAutoCommit(true);
                lock(connection, OWNERS, owner);
                locked = true;
                return new ImportTurn(connection);
            } finally {
                if (!locked) {
                    connection.close();
                }
            }
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    /**
     * Waits until no other import runs on this database.
     *
     * @return whether it is our turn; false when {@link #giveUp} was called meanwhile
     */
    public boolean await() {
        try (var lock = connection.prepareStatement("select pg_advisory_lock(?, 0)")) {
            lock.setInt(1, TURN);
            waiting = lock;
            lock.execute();
            return true;
        } catch (SQLException failed) {
            if (CANCELLED.equals(failed.getSQLState())) {
                return false;
            }
            throw unavailable(failed);
        } finally {
            waiting = null;
        }
    }

    /** Ends a wait that is under way; may be called from any thread, and again. */
    public void giveUp() {
        var lock = waiting;
        if (lock != null) {
            try {
                lock.cancel();
            } catch (SQLException failed) {
                throw unavailable(failed);
            }
        }
    }

    /** Lets the next import run. */
    public void pass() {
        try (var unlock = connection.prepareStatement("select pg_advisory_unlock(?, 0)")) {
            unlock.setInt(1, TURN);
            unlock.execute();
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    @Override
    public void close() {
        try (connection;
                var unlock = connection.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    private static DataAccessResourceFailureException unavailable(SQLException failed) {
        return new DataAccessResourceFailureException("The database did not answer.", failed);
    }

    private static void lock(Connection connection, int space, int number) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_lock(?, ?)")) {
            lock.setInt(1, space);
            lock.setInt(2, number);
            lock.execute();
        }
    }
}
