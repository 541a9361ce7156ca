package org.marronnier.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Where there is no plan yet, every page of one says how to make it. */
@Transactional
class NoPlanTest extends WebTest {

    @Autowired private JdbcTemplate jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plan",
                "/plan/diagnostic",
                "/plan/document",
                "/plan/copy",
                "/plan/spreadsheet",
                "/calendar",
                "/calendar/print",
                "/calendar/feeds",
                "/campaigns",
                "/campaigns/new",
                "/conventions",
                "/conventions/duplicates",
                "/events/new",
                "/journeys",
                "/journeys/new",
                "/kpis",
                "/kpis/new",
                "/objectives",
                "/objectives/new",
                "/programmes",
                "/programmes/new",
                "/rules",
                "/rules/pressure/new",
                "/rules/quiet/new",
                "/segments",
                "/segments/new",
                "/templates",
                "/templates/new"
            })
    void saysHowToMakeThePlan(String path) {
        jdbc.update("delete from plan");

        assertThat(mvc.get().uri(path).with(as(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains("/plan/import");
    }
}
