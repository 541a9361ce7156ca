package org.marronnier.web.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.Marronnier;
import org.marronnier.web.imports.OnlineRetail;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A year of a real shop, from its files to the inbox, against queries written by hand. */
@SpringBootTest(
        classes = Marronnier.class,
        properties = {
            "MARRONNIER_DEMO=false",
            "MARRONNIER_API_KEY=" + RealShopCampaignTest.KEY,
            "spring.quartz.auto-startup=false"
        })
@AutoConfigureMockMvc
class RealShopCampaignTest {

    static final String KEY = "a-key-for-the-real-shop-0123456789abcdef";

    /** The last sale of the data. */
    private static final Instant END = Instant.parse("2011-12-09T12:50:00Z");

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: shop-2011, name: Shop, brand: Shop, from: 2011-01-01, to: 2011-12-31, zone: Europe/London,
                   locale: en, country: GB, saleEvent: purchase, universalControl: 0}
            conventions:
              purposes: [{key: offers, name: Offers}]
              senders: [{key: club, channel: EMAIL, name: The club, address: club@shop.example, types: [PROMOTIONAL]}]
            segments:
              - {key: regular, name: Bought twice in 90 days, when: {event: purchase, within: P90D, count: {gte: 2}}}
            templates:
              - {key: hello, channel: EMAIL, locale: en, sender: club, subject: "Thank you", html: "<p>Thank you.</p>"}
            campaigns:
              - {key: regular-consented, name: Regulars who agreed, kind: one-off, type: PROMOTIONAL, purpose: offers,
                 channels: [EMAIL], template: hello, start: 2011-12-09T12:00, whenCapped: drop, status: approved,
                 target: {all: [{event: purchase, within: P90D, count: {gte: 2}},
                                {consent: {channel: EMAIL, purpose: offers, status: GRANTED}}]}}
              - {key: regular, name: Regulars, kind: one-off, type: PROMOTIONAL, purpose: offers,
                 channels: [EMAIL], template: hello, start: 2011-12-09T12:00, whenCapped: drop, status: approved,
                 target: {segment: regular}}
            """;

    /** Ninety days before was summer time: the window starts when the shop's clock showed 12:50. */
    private static final String REGULAR =
            """
            select c.external_id
            from contact c join event e on e.contact_id = c.id
            where e.type = 'purchase' and e.at <= :end
              and e.at at time zone 'Europe/London' > timestamp '2011-12-09 12:50' - interval '90 days'
            group by c.external_id
            having count(*) >= 2
            """;

    private static final String CONSENTED =
            """
            select c.external_id
            from contact c
            where 'GRANTED' = (select s.status
                               from consent s
                               where s.contact_id = c.id and s.channel = 'EMAIL' and s.purpose = 'offers' and s.at <= :end
                               order by s.at desc, s.id desc
                               limit 1)
            """;

    private static final TestDatabase DATABASE = TestDatabase.migrated();

    @TestBean private Clock clock;
    @Autowired private MockMvcTester mvc;
    @Autowired private JdbcClient jdbc;
    @Autowired private JsonMapper json;

    static Clock clock() {
        return Clock.fixed(END, ZoneOffset.UTC);
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry::add);
    }

    @Test
    void writesToThoseWhomAQueryByHandFinds() throws Exception {
        var shop = OnlineRetail.find();
        assumeTrue(shop.isPresent(), "skipped: the data of the shop is not on this machine");

        bring("contacts", "text/csv", shop.get()::writeContacts);
        bring("consents", "text/csv", shop.get()::writeConsents);
        bring("consents", "text/csv", this::writeChangesOfMind);
        bring("events", "application/x-ndjson", shop.get()::writePurchases);
        assertThat(post("/api/v1/plans", "application/yaml", PLAN)).hasStatus(201);
        assertThat(
                        jdbc.sql("select max(at) from event")
                                .query(OffsetDateTime.class)
                                .single()
                                .toInstant())
                .isEqualTo(clock.instant());
        var regular = byHand(REGULAR);
        var regularAndConsented =
                byHand("(%s) intersect (%s) order by 1".formatted(REGULAR, CONSENTED));
        assertThat(regularAndConsented).isNotEmpty().hasSizeLessThan(regular.size());

        var narrow = run("regular-consented");
        assertThat(narrow.get("funnel").get("targeted").asInt())
                .isEqualTo(regularAndConsented.size());
        assertThat(narrow.get("funnel").get("noConsent").asInt()).isZero();
        assertThat(narrow.get("funnel").get("sent").asInt()).isEqualTo(regularAndConsented.size());
        assertThat(inbox(narrow)).isEqualTo(regularAndConsented);

        var wide = run("regular");
        assertThat(wide.get("funnel").get("targeted").asInt()).isEqualTo(regular.size());
        assertThat(wide.get("funnel").get("noConsent").asInt())
                .isEqualTo(regular.size() - regularAndConsented.size());
        assertThat(wide.get("funnel").get("sent").asInt()).isEqualTo(regularAndConsented.size());
        assertThat(inbox(wide)).isEqualTo(regularAndConsented);
    }

    /** Every seventh customer withdraws in summer; every third grants, perhaps anew, in autumn. */
    private void writeChangesOfMind(Writer out) throws IOException {
        out.write("externalId,channel,purpose,status,at\n");
        for (var customer :
                jdbc.sql("select external_id from contact order by 1").query(String.class).list()) {
            var number = Integer.parseInt(customer);
            if (number % 7 == 0) {
                out.write(customer + ",EMAIL,offers,WITHDRAWN,2011-07-01T09:00:00Z\n");
            }
            if (number % 3 == 0) {
                out.write(customer + ",EMAIL,offers,GRANTED,2011-10-01T09:00:00Z\n");
            }
        }
    }

    private interface Content {
        void write(Writer out) throws IOException;
    }

    private void bring(String kind, String type, Content content) throws Exception {
        var text = new StringWriter();
        content.write(text);
        var sent = post("/api/v1/imports/" + kind, type, text.toString());
        assertThat(sent).hasStatus(202);
        var done = awaited("/api/v1/imports/" + body(sent).get("id").asLong());
        assertThat(done.get("refused").asInt()).isZero();
        assertThat(done.get("accepted").asInt()).isPositive();
    }

    private List<String> byHand(String sql) {
        return jdbc
                .sql(sql)
                .param("end", END.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private JsonNode run(String campaign) throws Exception {
        var fired = post("/api/v1/campaigns/" + campaign + "/runs", "application/json", "");
        assertThat(fired).hasStatus(202);
        return awaited("/api/v1/runs/" + body(fired).get("id").asLong());
    }

    private List<String> inbox(JsonNode run) {
        return jdbc.sql(
                        """
                        select mail.external_id
                        from inbox_mail mail join message m on m.id = mail.message_id
                        where m.run_id = :run
                        order by mail.external_id collate "C"
                        """)
                .param("run", run.get("id").asLong())
                .query(String.class)
                .list();
    }

    /** An import or a run, when it is done. */
    private JsonNode awaited(String path) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < end) {
            var answer =
                    body(mvc.get().uri(path).header("Authorization", "Bearer " + KEY).exchange());
            if (!answer.get("state").asString().equals("running")) {
                assertThat(answer.get("state").asString()).isEqualTo("done");
                return answer;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(path + " does not come to an end.");
    }

    private MvcTestResult post(String path, String type, String body) {
        return mvc.post()
                .uri(path)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", type)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private JsonNode body(MvcTestResult answer) {
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }
}
