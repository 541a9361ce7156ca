package org.marronnier.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.document.Recurrences;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.campaign.CampaignChecks.Verdict;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CampaignChecksTest {

    private static final Instant BEFORE = Instant.parse("2027-05-01T10:00:00Z");
    private static final Instant AFTER = Instant.parse("2027-06-01T10:00:00Z");

    private final PlanDocument plan = plan();

    @Test
    void findsNothingWrongWithAWholeCampaign() {
        var checks = check("printemps", 12L, BEFORE);

        assertThat(checks.pass()).isTrue();
        assertThat(checks.toLookAt()).isZero();
        assertThat(keys(checks, Verdict.GOOD))
                .containsExactly(
                        "check.audience",
                        "check.channel",
                        "check.template",
                        "check.sender",
                        "check.way-out",
                        "check.consent",
                        "check.start");
    }

    @Test
    void stopsWhereNothingCouldLeave() {
        var checks = check("brouillon", 0L, BEFORE);

        assertThat(checks.pass()).isFalse();
        assertThat(keys(checks, Verdict.STOP))
                .containsExactly(
                        "check.audience.empty", "check.template.missing", "check.start.missing");
    }

    @Test
    void looksAtAStartThatIsPastAndAnAudienceThatIsNotKnown() {
        assertThat(keys(check("printemps", null, AFTER), Verdict.LOOK))
                .containsExactly("check.audience.unknown", "check.start.past");
        assertThat(keys(check("lettre", 3L, AFTER), Verdict.GOOD)).contains("check.start.next");
    }

    @Test
    void findsNothingToLookAtInTheStartOfAnEndedCampaign() {
        var ended = new PlanDocument.Campaign(campaign("printemps").brief(), Status.ENDED);

        var checks = CampaignChecks.of(plan, ended, 12L, AFTER);

        assertThat(checks.toLookAt()).isZero();
        assertThat(keys(checks, Verdict.GOOD)).contains("check.start.past");
    }

    private CampaignChecks check(String key, @Nullable Long audience, Instant now) {
        return CampaignChecks.of(plan, campaign(key), audience, now);
    }

    private PlanDocument.Campaign campaign(String key) {
        return plan.campaigns().stream()
                .filter(one -> one.brief().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(CampaignChecks checks, Verdict verdict) {
        return checks.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .map(CampaignChecks.Check::key)
                .toList();
    }

    private static PlanDocument plan() {
        try (var in = CampaignChecksTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var tree = YAMLMapper.shared().readValue(in, Object.class);
            return ((Reading.Accepted) new PlanReader(Recurrences.bySyntax()).read(tree))
                    .document();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
