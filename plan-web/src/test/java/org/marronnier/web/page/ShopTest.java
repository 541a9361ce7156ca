package org.marronnier.web.page;

import javax.sql.DataSource;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.plan.ImportingPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole application over a shop, in a database that no other test writes to; in one that is
 * kept from run to run where {@code shop.url}, {@code shop.user} and {@code shop.password} name it.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.quartz.auto-startup=false",
            "MARRONNIER_DEMO=false",
            "MARRONNIER_ADMIN_PASSWORD=" + ShopTest.PASSWORD,
            "MARRONNIER_API_KEY=a-key-of-the-tests-0123456789abcdef"
        })
abstract class ShopTest {

    /** The password of admin. */
    static final String PASSWORD = "chataigne-verte-2027";

    private static final TestDatabase DATABASE = TestDatabase.migrated();

    @Autowired private ImportingPlan importing;
    @Autowired private DataSource dataSource;

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void shop(DynamicPropertyRegistry registry) {
        if (System.getProperty("shop.url") == null) {
            DATABASE.register(registry::add);
        } else {
            registry.add("spring.datasource.url", () -> System.getProperty("shop.url"));
            registry.add("spring.datasource.username", () -> System.getProperty("shop.user"));
            registry.add("spring.datasource.password", () -> System.getProperty("shop.password"));
        }
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    /** The shop; whoever asks first says how large it is. */
    Shop shop(long contacts) {
        return Shop.open(jdbc(), importing, contacts);
    }

    String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
