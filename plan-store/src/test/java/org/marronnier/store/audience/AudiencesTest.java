package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.segment.Segment;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AudiencesTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");
    private static final Condition FRENCH =
            new Condition.Attribute(
                    "country", List.of(Comparison.of(Operator.EQ, Operand.of("FR"))));
    private static final Vocabulary VOCABULARY =
            new Vocabulary(
                    "maison",
                    ZoneId.of("Europe/Paris"),
                    "purchase",
                    List.of(
                            new Segment("french", "French", FRENCH),
                            new Segment("one", "One", new Condition.InSegment("other")),
                            new Segment("other", "Other", new Condition.InSegment("one"))),
                    List.of());

    private final JdbcAudiences audiences = new JdbcAudiences(DATABASE.jdbc());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));

    @BeforeEach
    void people() {
        DATABASE.jdbc().sql("truncate contact, contact_preference, audience_chunk").update();
        DATABASE.jdbc()
                .sql(
                        """
                        insert into contact (external_id, country)
                        select case i % 3 when 0 then 'c-' when 1 then 'Ç-' else 'Z-' end || i,
                               case when i % 5 = 0 then 'BE' else 'FR' end
                        from generate_series(1, 3500) i
                        """)
                .update();
    }

    @Test
    void drawsTheSameOfThoseWhoMatchEachTimeAndAllWhereTheyAreFew() {
        var drawn = audiences.draw(FRENCH, VOCABULARY, NOW, 500);

        assertThat(drawn).hasSize(500).doesNotHaveDuplicates();
        assertThat(audiences.draw(FRENCH, VOCABULARY, NOW, 500)).isEqualTo(drawn);
        assertThat(audiences.matching(drawn, FRENCH, VOCABULARY, NOW)).hasSize(500);
        assertThat(audiences.draw(FRENCH, VOCABULARY, NOW, 5_000))
                .hasSize(2_800)
                .startsWith(drawn.toArray(Long[]::new));
        assertThat(drawn).isNotEqualTo(drawn.stream().sorted().toList());
    }

    @Test
    void readsOnInTheOrderOfExternalIdsWhateverTheChunk() {
        assertThat(gathered(7, FRENCH)).isEqualTo(2_800);

        var expected =
                DATABASE.jdbc()
                        .sql(
                                "select id, external_id from contact where country = 'FR' order by external_id")
                        .query((row, _) -> new AudienceMember(row.getLong(1), row.getString(2)))
                        .list();
        for (var limit : List.of(1_000, 999, 37, 2_500, 5_000)) {
            assertThat(read(7, limit)).as("chunks of %d", limit).isEqualTo(expected);
        }
    }

    @Test
    void keepsAnAudienceThoughItsContactsChange() {
        gathered(7, FRENCH);
        var before = read(7, 1_000);

        DATABASE.jdbc().sql("update contact set country = 'BE'").update();

        assertThat(read(7, 1_000)).isEqualTo(before);
    }

    @Test
    void gathersAgainAfterACrash() {
        transaction.executeWithoutResult(
                status -> {
                    audiences.gather(7, FRENCH, VOCABULARY, NOW);
                    status.setRollbackOnly();
                });
        assertThat(audiences.next(7, "", 10)).isEmpty();

        assertThat(gathered(7, FRENCH)).isEqualTo(2_800);
        assertThat(read(7, 1_000)).hasSize(2_800).doesNotHaveDuplicates();
    }

    @Test
    void forgetsOneRunAndNoOther() {
        gathered(7, FRENCH);
        gathered(8, Condition.EVERYBODY);

        audiences.forget(7);

        assertThat(audiences.next(7, "", 10)).isEmpty();
        assertThat(read(8, 1_000)).hasSize(3_500);
    }

    @Test
    void gathersNobody() {
        assertThat(gathered(7, new Condition.Not(Condition.EVERYBODY))).isZero();
        assertThat(audiences.next(7, "", 10)).isEmpty();
    }

    @Test
    void tellsWhichOfSomeMatch() {
        var some =
                DATABASE.jdbc()
                        .sql("select id from contact where external_id in ('c-3', 'Ç-10', 'Z-2')")
                        .query(Long.class)
                        .list();
        var french =
                DATABASE.jdbc()
                        .sql("select id from contact where external_id in ('c-3', 'Z-2')")
                        .query(Long.class)
                        .list();

        assertThat(audiences.matching(some, new Condition.InSegment("french"), VOCABULARY, NOW))
                .containsExactlyInAnyOrderElementsOf(french);
        assertThat(audiences.matching(List.of(), FRENCH, VOCABULARY, NOW)).isEmpty();
        assertThat(audiences.matches(french.getFirst(), FRENCH, VOCABULARY, NOW)).isTrue();
        assertThat(audiences.matches(-1, FRENCH, VOCABULARY, NOW)).isFalse();
    }

    @Test
    void refusesWhatThePlanLacksAndWhatLeansOnItself() {
        assertThatThrownBy(() -> gathered(7, new Condition.InSegment("vpi")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The plan (maison) has no segment vpi, only (french, one, other).");
        assertThatThrownBy(() -> gathered(7, new Condition.InSegment("one")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The segment one leans on itself by way of one, other.");
    }

    private long gathered(long run, Condition target) {
        var contacts = transaction.execute(_ -> audiences.gather(run, target, VOCABULARY, NOW));
        return contacts == null ? 0 : contacts;
    }

    private List<AudienceMember> read(long run, int limit) {
        var read = new ArrayList<AudienceMember>();
        for (var chunk = audiences.next(run, "", limit);
                !chunk.isEmpty();
                chunk = audiences.next(run, chunk.getLast().externalId(), limit)) {
            assertThat(chunk).hasSizeLessThanOrEqualTo(limit);
            read.addAll(chunk);
        }
        return read;
    }
}
