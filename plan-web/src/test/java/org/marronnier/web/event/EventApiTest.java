package org.marronnier.web.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class EventApiTest extends WebTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void aContact() {
        jdbc.sql("insert into contact (external_id) values ('intake-1') on conflict do nothing")
                .update();
    }

    @Test
    void takesOneEvent() {
        assertThat(send(JSON, event("one", "intake-1")))
                .hasStatus(202)
                .bodyJson()
                .isStrictlyEqualTo("{\"accepted\": 1, \"refused\": []}");
        assertThat(stored("one")).isOne();
    }

    @Test
    void takesAnArrayTwiceAndRefusesWhatIsFaulty() {
        var array =
                "[%s, %s, {\"id\": \"array-3\"}, 7]"
                        .formatted(event("array-1", "intake-1"), event("array-2", "nobody-yet"));
        var answer =
                """
                {"accepted": 2, "refused": [
                  {"index": 2, "field": "externalId", "reason": "a value is required"},
                  {"index": 3, "field": null, "reason": "the line is not one JSON object"}]}
                """;

        for (int i = 0; i < 2; i++) {
            assertThat(send(JSON, array)).hasStatus(202).bodyJson().isStrictlyEqualTo(answer);
        }
        assertThat(stored("array-1")).isOne();
        assertThat(stored("array-2")).isZero();
    }

    @Test
    void takesLines() {
        assertThat(
                        send(
                                LINES,
                                event("line-1", "intake-1")
                                        + "\n{\n\n"
                                        + event("line-2", "intake-1")
                                        + "\n"))
                .hasStatus(202)
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"accepted": 2, "refused": [{"index": 1, "field": null, "reason": "the line is not one JSON object"}]}
                        """);
        assertThat(stored("line-2")).isOne();
    }

    @Test
    void takesGzip() throws IOException {
        assertThat(zipped(gzip(event("zipped", "intake-1")))).hasStatus(202);
        assertThat(stored("zipped")).isOne();
        assertThat(zipped(event("plain", "intake-1").getBytes(UTF_8))).hasStatus(400);
        var whole = gzip(event("cut", "intake-1"));
        assertThat(zipped(java.util.Arrays.copyOf(whole, whole.length - 12))).hasStatus(400);
        assertThat(
                        mvc.post()
                                .uri("/api/v1/events")
                                .header("Authorization", "Bearer " + KEY)
                                .header("Content-Encoding", "br")
                                .contentType(JSON)
                                .content("x"))
                .hasStatus(415);
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        var ten = event("long", "intake-1") + " ".repeat(10 << 20);

        assertThat(send(LINES, ten)).hasStatus(413);
        assertThat(zipped(gzip(ten))).hasStatus(413);
        assertThat(stored("long")).isZero();
        assertThat(send(LINES, event("fits", "intake-1") + " ".repeat((10 << 20) - 200)))
                .hasStatus(202);
    }

    @Test
    void refusesWhatIsNoJson() {
        for (var text : new String[] {"", "{", "[{}", "text", "null"}) {
            assertThat(send(JSON, text)).as(text).hasStatus(400);
        }
        assertThat(send("text/plain", event("plain", "intake-1"))).hasStatus(415);
    }

    @Test
    void asksForAKeyThatMayWriteContacts() {
        assertThat(
                        mvc.post()
                                .uri("/api/v1/events")
                                .contentType(JSON)
                                .content(event("none", "intake-1")))
                .hasStatus(401);
        assertThat(
                        mvc.post()
                                .uri("/api/v1/events")
                                .header("Authorization", bearer(Scope.CONTACTS_READ))
                                .contentType(JSON)
                                .content(event("reader", "intake-1")))
                .hasStatus(403);
        assertThat(
                        mvc.post()
                                .uri("/api/v1/events")
                                .header("Authorization", bearer(Scope.CONTACTS_WRITE))
                                .contentType(JSON)
                                .content(event("writer", "intake-1")))
                .hasStatus(202);
    }

    private MvcTestResult send(String type, String body) {
        return mvc.post()
                .uri("/api/v1/events")
                .header("Authorization", "Bearer " + KEY)
                .contentType(type)
                .content(body)
                .exchange();
    }

    private MvcTestResult zipped(byte[] body) {
        return mvc.post()
                .uri("/api/v1/events")
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Encoding", "gzip")
                .contentType(LINES)
                .content(body)
                .exchange();
    }

    private int stored(String id) {
        return jdbc.sql("select count(*) from event where id = :id")
                .param("id", "intake-" + id)
                .query(Integer.class)
                .single();
    }

    private static String event(String id, String contact) {
        return "{\"id\": \"intake-%s\", \"externalId\": \"%s\", \"type\": \"visit\", \"at\": \"2027-01-31T10:00:00Z\"}"
                .formatted(id, contact);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
