package org.marronnier.scheduler.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.scheduler.demonstration.Crowd.Person;

class CrowdMakerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Crowd CROWD = CrowdMaker.crowd(7, NOW, PARIS, 2_000);

    @Test
    void makesTheSameCrowdOfTheSameSeedAndInstant() {
        assertThat(CrowdMaker.crowd(7, NOW, PARIS, 2_000)).isEqualTo(CROWD);
        assertThat(CrowdMaker.crowd(8, NOW, PARIS, 2_000)).isNotEqualTo(CROWD);
    }

    @Test
    void givesEverybodyAnExternalIdOfTheirOwnInOrder() {
        var ids = CROWD.people().stream().map(person -> person.card().externalId()).toList();

        assertThat(ids).hasSize(2_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void usesOnlyDomainsAndNumbersThatBelongToNobody() {
        assertThat(CROWD.people())
                .allSatisfy(
                        person -> {
                            if (person.card().email() != null) {
                                // RFC 2606
                                assertThat(person.card().email())
                                        .matches(
                                                "[a-z-]+\\.[a-z-]+\\d*@(example\\.(com|net|org)|[a-z-]+\\.example)");
                            }
                            if (person.card().phone() != null) {
                                // ARCEP's ranges for works of fiction
                                assertThat(person.card().phone())
                                        .matches(
                                                "\\+33(19900|26191|35301|46571|53649|63998)\\d{4}");
                            }
                        });
    }

    @Test
    void livesInThePastAlone() {
        assertThat(CROWD.people())
                .allSatisfy(
                        person -> {
                            assertThat(person.card().since()).isBeforeOrEqualTo(NOW);
                            assertThat(person.events()).allMatch(deed -> !deed.at().isAfter(NOW));
                            assertThat(person.consents())
                                    .allMatch(agreement -> !agreement.at().isAfter(NOW));
                        });
    }

    @Test
    void holdsThePeculiaritiesOfARealBase() {
        assertThat(share(person -> person.card().email() == null)).isCloseTo(0.045, within(0.02));
        assertThat(share(person -> person.card().language().equals("en"))).isBetween(0.005, 0.05);
        assertThat(share(person -> person.card().household() != null)).isBetween(0.5, 0.75);
        assertThat(count(person -> person.health().bounced() != null)).isBetween(40L, 110L);
        assertThat(count(person -> person.health().complained() != null)).isPositive();
        assertThat(count(person -> person.health().suppressed() != null)).isPositive();
        assertThat(count(person -> person.health().pausedUntil() != null)).isPositive();
        assertThat(
                        count(
                                person ->
                                        person.card().birthDate() != null
                                                && person.card().birthDate().getMonthValue() == 2
                                                && person.card().birthDate().getDayOfMonth() == 29))
                .isBetween(3L, 25L);
        assertThat(share(CrowdMakerTest::mayGetOffers)).isBetween(0.45, 0.70);
    }

    @Test
    void letsSomeFamiliesShareAnAddress() {
        var holders =
                CROWD.people().stream()
                        .map(person -> person.card().email())
                        .filter(Objects::nonNull)
                        .collect(Collectors.groupingBy(email -> email, Collectors.counting()));

        assertThat(holders.values().stream().filter(number -> number > 1)).hasSizeBetween(40, 200);
    }

    @Test
    void buysWithTheRhythmsOfTheShop() {
        var buyers =
                CROWD.people().stream()
                        .map(
                                person ->
                                        person.events().stream()
                                                .filter(deed -> deed.type().equals("purchase"))
                                                .count())
                        .filter(purchases -> purchases > 0)
                        .toList();

        // About 1,700 buyers: a share has a standard error of 1.1 points, so three of them are
        // allowed.
        assertThat(buyers.size() / 2_000.0).isCloseTo(0.85, within(0.03));
        assertThat(
                        buyers.stream().filter(purchases -> purchases == 1).count()
                                / (double) buyers.size())
                .isCloseTo(0.287, within(0.035));
        assertThat(buyers.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(4.6, 6.3);
    }

    private static boolean mayGetOffers(Person person) {
        return person.consents().stream()
                .filter(one -> one.channel() == Channel.EMAIL && one.purpose().equals("offers"))
                .reduce((_, later) -> later)
                .filter(one -> one.status() == ConsentStatus.GRANTED)
                .isPresent();
    }

    private static long count(Predicate<Person> test) {
        return CROWD.people().stream().filter(test).count();
    }

    private static double share(Predicate<Person> test) {
        return count(test) / 2_000.0;
    }
}
