package org.marronnier.store.audience;

import java.util.Objects;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.database.TestDatabase;

/** Laws that are held against a database, one for all the tries of a class. */
abstract class DatabaseProperties {

    private static @Nullable TestDatabase database;

    @BeforeContainer
    static void open() {
        database = TestDatabase.migrated();
    }

    @AfterContainer
    static void close() {
        database().close();
    }

    static TestDatabase database() {
        return Objects.requireNonNull(database);
    }
}
