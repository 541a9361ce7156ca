package org.marronnier.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void givesEachClassADatabaseOfItsOwnWithAllMigrations() {
        try (TestDatabase one = TestDatabase.migrated();
                TestDatabase other = TestDatabase.migrated()) {
            one.jdbc().sql("create table seed(name text)").update();

            assertThat(one.url()).isNotEqualTo(other.url());
            assertThat(hasSeed(one)).isTrue();
            assertThat(hasSeed(other)).isFalse();
            assertThat(failedMigrations(other)).isZero();
        }
    }

    private static boolean hasSeed(TestDatabase database) {
        return database.jdbc()
                .sql("select to_regclass('seed') is not null")
                .query(Boolean.class)
                .single();
    }

    private static long failedMigrations(TestDatabase database) {
        return database.jdbc()
                .sql("select count(*) from flyway_schema_history where not success")
                .query(Long.class)
                .single();
    }
}
