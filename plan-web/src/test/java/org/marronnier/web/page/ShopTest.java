package org.marronnier.web.page;

import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.plan.ImportingPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application over a shop, in a database that no other test writes to. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MARRONNIER_DEMO=false",
            "MARRONNIER_ADMIN_PASSWORD=" + ShopTest.PASSWORD,
            "MARRONNIER_API_KEY=a-key-of-the-tests-0123456789abcdef"
        })
abstract class ShopTest {

    /** The password of admin. */
    static final String PASSWORD = "chataigne-verte-2027";

    private static final TestDatabase DATABASE = TestDatabase.migrated();

    @Autowired private ImportingPlan importing;

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void shop(DynamicPropertyRegistry registry) {
        DATABASE.register(registry::add);
    }

    TestDatabase database() {
        return DATABASE;
    }

    /** The shop; whoever asks first says how large it is. */
    Shop shop(long contacts) {
        return Shop.open(DATABASE, importing, contacts);
    }

    String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
