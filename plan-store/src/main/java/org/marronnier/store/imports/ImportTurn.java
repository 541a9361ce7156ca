package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The two advisory locks of a process that imports: one says that it lives, the other that it is
 * its turn. They hang on one connection, so that a process that dies loses them at once.
 */
public final class ImportTurn implements AutoCloseable {

    static final int OWNERS = 0x4d49;
    private static final int TURN = 0x4d4a;

    private final Connection connection;

    private ImportTurn(Connection connection) {
        this.connection = connection;
    }

    /** Shows that the owner lives, until closed. */
    public static ImportTurn of(DataSource database, int owner) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            lock(connection, OWNERS, owner);
            return new ImportTurn(connection);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Waits until no other import runs on this database. */
    public void await() throws SQLException {
        lock(connection, TURN, 0);
    }

    /** Lets the next import run. */
    public void pass() throws SQLException {
        try (var unlock = connection.prepareStatement("select pg_advisory_unlock(?, 0)")) {
            unlock.setInt(1, TURN);
            unlock.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                var unlock = connection.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
        }
    }

    private static void lock(Connection connection, int space, int number) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_lock(?, ?)")) {
            lock.setInt(1, space);
            lock.setInt(2, number);
            lock.execute();
        }
    }
}
