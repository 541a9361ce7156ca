package org.marronnier.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.store.database.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "MARRONNIER_API_KEY=a-key-for-the-import-test-0123456789",
            "spring.quartz.auto-startup=false",
            "MARRONNIER_DEMO=false"
        })
class ImportApiTest {

    private static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final String KEY = "a-key-for-the-import-test-0123456789";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private @Value("${local.server.port}") int port;
    private @Autowired JdbcClient jdbc;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry::add);
    }

    @BeforeEach
    void empties() {
        jdbc.sql(
                        "truncate contact, contact_preference, consent, event, waiting_event, import, import_refusal")
                .update();
    }

    @AfterAll
    static void closes() {
        CLIENT.close();
    }

    @Test
    void answersWithCountsAndRefusals() throws Exception {
        var sent =
                post(
                        "contacts",
                        "text/csv",
                        "externalId,email\nC1,a@club.example\nC2,=1+1\n",
                        null);

        assertThat(sent.statusCode()).isEqualTo(202);
        long id = JSON.readTree(sent.body()).get("id").asLong();
        assertThat(sent.headers().firstValue("Location")).contains("/api/v1/imports/" + id);
        var done = awaits(id);
        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(done.get("read").asInt()).isEqualTo(2);
        assertThat(done.get("accepted").asInt()).isEqualTo(1);
        assertThat(done.get("refused").asInt()).isEqualTo(1);
        assertThat(done.get("startedAt").isString() && done.get("endedAt").isString()).isTrue();
        assertThat(get("/api/v1/imports/" + id + "/refusals").body())
                .isEqualToNormalizingNewlines(
                        "line,field,value,reason\n3,email,'=1+1,this is not an e-mail address\n");
    }

    @Test
    void takesAFormWithAFile() throws Exception {
        var body =
                """
                --b\r
                Content-Disposition: form-data; name="file"; filename="contacts.ndjson"\r
                \r
                {"externalId": "C1"}
                {"externalId": "C2"}\r
                --b--\r
                """;

        var sent = post("contacts", "multipart/form-data; boundary=b", body, null);

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(awaits(JSON.readTree(sent.body()).get("id").asLong()).get("accepted").asInt())
                .isEqualTo(2);
    }

    @Test
    void runsOnceWhatIsSentTwiceWithOneKey() throws Exception {
        var first = post("contacts", "text/csv", "externalId\nC1\n", "one");
        var second = post("contacts", "text/csv", "externalId\nC1\n", "one");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        awaits(JSON.readTree(first.body()).get("id").asLong());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(get("/api/v1/imports/999999").statusCode()).isEqualTo(404);
        assertThat(post("people", "text/csv", "externalId\n", null).statusCode()).isEqualTo(404);
        assertThat(post("contacts?plan=none", "text/csv", "externalId\n", null).statusCode())
                .isEqualTo(404);
        assertThat(post("contacts", "image/png", "x", null).statusCode()).isEqualTo(415);
        var sent = post("contacts", "text/csv", "email\na@club.example\n", null);
        var failed = awaits(JSON.readTree(sent.body()).get("id").asLong());
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("message").asString())
                .isEqualTo("The header lacks the column externalId.");
    }

    @Test
    void bringsInAYearOfARealShop() throws Exception {
        var shop = OnlineRetail.find();
        assumeTrue(shop.isPresent(), "skipped: the data of the shop is not on this machine");

        long contacts = send("contacts", "text/csv", shop.get()::writeContacts);
        long consents = send("consents", "text/csv", shop.get()::writeConsents);
        long purchases = send("events", "application/x-ndjson", shop.get()::writePurchases);

        assertThat(awaits(contacts).get("accepted").asInt()).isEqualTo(OnlineRetail.CUSTOMERS);
        assertThat(awaits(consents).get("accepted").asInt()).isEqualTo(OnlineRetail.CUSTOMERS);
        assertThat(awaits(purchases).get("accepted").asInt()).isEqualTo(OnlineRetail.INVOICES);
        assertThat(jdbc.sql("select count(*) from contact").query(Integer.class).single())
                .isEqualTo(OnlineRetail.CUSTOMERS);
        assertThat(
                        jdbc.sql("select count(distinct contact_id) from event")
                                .query(Integer.class)
                                .single())
                .isEqualTo(OnlineRetail.CUSTOMERS);
        assertThat(
                        jdbc.sql("select sum((properties ->> 'lines')::integer) from event")
                                .query(Integer.class)
                                .single())
                .isEqualTo(OnlineRetail.LINES);
        assertThat(
                        jdbc.sql(
                                        "select round(sum((properties ->> 'amount')::numeric), 2)"
                                                + " from event")
                                .query(BigDecimal.class)
                                .single())
                .isEqualTo(OnlineRetail.TURNOVER);
        assertThat(
                        jdbc.sql(
                                        "select count(*) from (select 1 from event group by"
                                                + " contact_id having count(*) > 1) c")
                                .query(Integer.class)
                                .single())
                .isEqualTo(2_845);
    }

    private interface Content {
        void write(Writer out) throws IOException;
    }

    private long send(String kind, String type, Content content) throws Exception {
        var text = new StringWriter();
        content.write(text);
        var sent = post(kind, type, text.toString(), null);
        assertThat(sent.statusCode()).isEqualTo(202);
        return JSON.readTree(sent.body()).get("id").asLong();
    }

    private HttpResponse<String> post(String kind, String type, String body, @Nullable String key)
            throws Exception {
        var request =
                request("/api/v1/imports/" + kind)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body, UTF_8));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d%s", port, path)))
                .header("Authorization", "Bearer " + KEY);
    }

    /** Asks until the import is over. */
    private JsonNode awaits(long id) throws Exception {
        while (true) {
            var answer = JSON.readTree(get("/api/v1/imports/" + id).body());
            if (!answer.get("state").asString().equals("running")) {
                return answer;
            }
            Thread.sleep(20);
        }
    }
}
