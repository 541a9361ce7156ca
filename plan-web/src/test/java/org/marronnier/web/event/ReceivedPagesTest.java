package org.marronnier.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ReceivedPagesTest extends WebTest {

    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void nothing() {
        jdbc.sql("delete from arrival where error is not null").update();
        jdbc.sql("delete from waiting_event").update();
        jdbc.sql("delete from event_tally").update();
        jdbc.sql("insert into contact (external_id) values ('received-1') on conflict do nothing")
                .update();
    }

    @Test
    void saysWhatItWouldShow() {
        assertThat(page()).hasStatusOk().bodyText().contains("Aucun événement reçu");
        assertThat(mvc.get().uri("/received-events").locale(Locale.ENGLISH).with(as(Role.ADMIN)))
                .hasStatusOk();
        assertThat(mvc.get().uri("/received-events").with(as(Role.MARKETER))).hasStatus(403);
        assertThat(mvc.get().uri("/imports").with(as(Role.CRM_MANAGER)))
                .bodyText()
                .contains("/received-events");
    }

    @Test
    void countsByHourAndByDayAndNamesTheUnknown() {
        jdbc.sql(
                        """
                        insert into event_tally values
                            (date_trunc('hour', now()), 'API', 'FRESH', 41234), (date_trunc('hour', now()), 'KAFKA', 'FRESH', 1),
                            (date_trunc('hour', now()), 'API', 'REFUSED', 77),
                            (date_trunc('hour', now() - interval '9 days'), 'API', 'REPEATED', 815)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into waiting_event (id, external_id, type, at)
                        select 'w' || i, 'stranger-' || i % 2, 'visit', now() from generate_series(1, 1201) i
                        """)
                .update();

        assertThat(page())
                .hasStatusOk()
                .bodyText()
                .contains(
                        "41\u00a0235",
                        ">77<",
                        ">815<",
                        "stranger-0",
                        "stranger-1",
                        ">601<",
                        "1\u00a0201");
    }

    @Test
    void retriesAndDropsWhatFailed() {
        fail("poison-a");
        fail("poison-b");
        assertThat(page()).bodyText().contains("poison-a", "poison-b", "received-1", "En erreur");

        assertThat(post("/received-events/failed/" + id("poison-a") + "/removal"))
                .hasRedirectedUrl("/received-events");
        assertThat(page()).bodyText().doesNotContain("poison-a").contains("poison-b");
        assertThat(post("/received-events/failed/" + id("poison-b") + "/retry"))
                .hasRedirectedUrl("/received-events");
        assertThat(page()).bodyText().doesNotContain("poison-b");
        assertThat(post("/received-events/failed/0/retry")).hasRedirectedUrl("/received-events");
        fail("poison-c");
        assertThat(post("/received-events/failed/retry")).hasRedirectedUrl("/received-events");
        assertThat(page()).bodyText().doesNotContain("poison-c");
    }

    @Test
    void tellsProgramsTheSame() {
        fail("poison-d");
        jdbc.sql(
                        "insert into waiting_event (id, external_id, type, at) values ('w', 'stranger', 'visit', now())")
                .update();

        assertThat(
                        mvc.get()
                                .uri("/api/v1/events/backlog")
                                .header("Authorization", bearer(Scope.CONTACTS_READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"full\":false", "\"waitingForContacts\":1", "\"failed\":1");
    }

    private void fail(String error) {
        jdbc.sql(
                        """
                        insert into arrival (contact_id, event_id, type, at, received_at, attempts, error)
                        select id, 'e', 'visit', now(), now(), 1, :error from contact where external_id = 'received-1'
                        """)
                .param("error", error)
                .update();
    }

    private long id(String error) {
        return jdbc.sql("select id from arrival where error = :error")
                .param("error", error)
                .query(Long.class)
                .single();
    }

    private MvcTestResult page() {
        return mvc.get().uri("/received-events").with(as(Role.CRM_MANAGER)).exchange();
    }

    private MvcTestResult post(String path) {
        return mvc.post().uri(path).with(as(Role.CRM_MANAGER)).with(token()).exchange();
    }
}
