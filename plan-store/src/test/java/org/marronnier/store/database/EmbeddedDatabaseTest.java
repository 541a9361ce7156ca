package org.marronnier.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedDatabaseTest {

    @TempDir Path folder;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(EmbeddedDatabase.class)
                    .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

    @Test
    void isTheApplicationsDatabaseAndStopsWithIt() {
        application
                .withPropertyValues("marronnier.data=" + folder)
                .run(
                        context -> {
                            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
                            assertThat(folder.resolve("postgresql/postmaster.pid")).exists();
                            assertThat(
                                            jdbc.sql("select current_database()")
                                                    .query(String.class)
                                                    .single())
                                    .isEqualTo("marronnier");
                        });

        assertThat(folder.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void standsBackWhereAnotherIsNamed() {
        application
                .withPropertyValues(
                        "marronnier.data=" + folder,
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/other")
                .run(context -> assertThat(context).doesNotHaveBean(PostgresServer.class));

        assertThat(folder).isEmptyDirectory();
    }
}
