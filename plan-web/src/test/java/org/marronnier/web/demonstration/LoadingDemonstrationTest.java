package org.marronnier.web.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.store.database.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * When a start loads the demonstration, with the wiring of the application over a real database.
 */
class LoadingDemonstrationTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static ConfigurableApplicationContext store;

    @BeforeAll
    static void openTheStore() {
        store =
                new SpringApplicationBuilder(Store.class)
                        .web(WebApplicationType.NONE)
                        .logStartupInfo(false)
                        .run();
    }

    @AfterAll
    static void closeTheStore() {
        store.close();
    }

    @BeforeEach
    void emptyTheDatabase() {
        DATABASE.jdbc()
                .sql(
                        """
                        truncate contact, consent, event, waiting_event, plan, run, decision, message, outbox,
                            live_scenario,
                            enrolment, enrolment_step, step_decision, scenario_tally cascade
                        """)
                .update();
    }

    @Test
    void fillsAnEmptyEmbeddedDatabaseOnce() {
        start(Map.of());

        assertThat(count("plan")).isOne();
        assertThat(count("contact")).isEqualTo(2_000);
        var messages = count("message");
        assertThat(messages).isPositive();
        var enrolments = count("enrolment");
        assertThat(enrolments).isPositive();

        start(Map.of());
        assertThat(count("enrolment")).isEqualTo(enrolments);
        assertThat(count("plan")).isOne();
        assertThat(count("message")).isEqualTo(messages);
    }

    @Test
    void staysAwayWhereItIsNotWanted() {
        start(Map.of("MARRONNIER_DEMO", "false"));

        assertThat(count("plan") + count("contact")).isZero();
    }

    @Test
    void staysAwayFromAContactOfSomebody() {
        DATABASE.jdbc().sql("insert into contact (external_id) values ('mine')").update();

        start(Map.of());

        assertThat(count("contact")).isOne();
        assertThat(count("plan")).isZero();
    }

    @Test
    void staysAwayFromAPlanOfSomebody() {
        DATABASE.jdbc()
                .sql(
                        """
                        insert into plan values (1, 'mine', 'Mine', 'Mine', '2026-01-01', '2026-12-31', 'Europe/Paris', 'fr',
                            'FR', 'P7D', 'purchase', 0, '{}', 0, now(), now())
                        """)
                .update();

        start(Map.of("MARRONNIER_DEMO", "true"));

        assertThat(count("plan")).isOne();
        assertThat(count("contact")).isZero();
    }

    @Test
    void fillsAGivenDatabaseOnlyWhenAsked() {
        start(Map.of("SPRING_DATASOURCE_URL", DATABASE.url()));
        assertThat(count("plan") + count("contact")).isZero();

        start(Map.of("SPRING_DATASOURCE_URL", DATABASE.url(), "MARRONNIER_DEMO", "true"));
        assertThat(count("contact")).isEqualTo(2_000);
    }

    @Test
    void leavesNothingWhenInterruptedAndBeginsAgain() {
        assertThatThrownBy(() -> start(Map.of(), Interrupting.class))
                .hasMessageContaining("the power fails");
        for (var table :
                new String[] {
                    "plan",
                    "contact",
                    "event",
                    "run",
                    "decision",
                    "message",
                    "live_scenario",
                    "enrolment",
                    "scenario_tally"
                }) {
            assertThat(count(table)).as(table).isZero();
        }

        start(Map.of());
        assertThat(count("contact")).isEqualTo(2_000);
    }

    @Test
    void letsPagesAnswerWhileItLoads() {
        try (var application =
                application(Map.of("server.port", "0"), Asking.class)
                        .web(WebApplicationType.SERVLET)
                        .run()) {
            assertThat(application.getBean(Asking.class).answer).isEqualTo(404);
            assertThat(application.getBean(Asking.class).wasLoading).isTrue();
            assertThat(application.getBean(LoadingDemonstration.class).isLoading()).isFalse();
        }
    }

    private static void start(Map<String, Object> environment, Class<?>... more) {
        application(environment, more).run().close();
    }

    private static SpringApplicationBuilder application(
            Map<String, Object> variables, Class<?>... more) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("variables of the test", variables));
        return new SpringApplicationBuilder(more)
                .sources(LoadingDemonstration.class)
                .parent(store)
                .environment(environment)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
    }

    private static long count(String table) {
        return DATABASE.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** The database as the embedded one is: known to the application without being named. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.marronnier.store",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.marronnier\\.store\\.database\\..*"))
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    static class Store {

        @Bean
        JdbcConnectionDetails connectionDetails() {
            return new JdbcConnectionDetails() {

                @Override
                public String getJdbcUrl() {
                    return DATABASE.url();
                }

                @Override
                public String getUsername() {
                    return DATABASE.user();
                }

                @Override
                public String getPassword() {
                    return DATABASE.password();
                }
            };
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    /** Fails when every row is written, and nothing kept yet. */
    static final class Interrupting {

        @EventListener
        void when(CampaignsChanged changed) {
            throw new IllegalStateException("the power fails at plan " + changed.plan());
        }
    }

    /** Asks for a page at the moment when every row is written, and nothing kept yet. */
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class Asking {

        private final Environment environment;
        private final LoadingDemonstration loading;
        private int answer;
        private boolean wasLoading;

        Asking(Environment environment, LoadingDemonstration loading) {
            this.environment = environment;
            this.loading = loading;
        }

        @EventListener
        void when(CampaignsChanged changed) throws IOException, InterruptedException {
            wasLoading = loading.isLoading();
            var address = "http://127.0.0.1:" + environment.getProperty("local.server.port") + "/";
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create(address)).build();
                answer = client.send(request, BodyHandlers.discarding()).statusCode();
            }
        }
    }
}
