package org.marronnier.scheduler.demonstration;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.marronnier.scheduler.demonstration.Crowd.Card;
import org.marronnier.scheduler.demonstration.Crowd.Health;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * Makes invented contacts, household by household; the same for the same seed, instant and number.
 *
 * <p>Addresses lie under domains that nobody can own (RFC 2606), phone numbers in the ranges that
 * ARCEP keeps for fiction.
 */
final class CrowdMaker {

    static final int YEARS = 2;

    private static final List<String> DOMAINS =
            List.of(
                    "example.com",
                    "example.net",
                    "example.org",
                    "courriel.example",
                    "boite.example");

    /** How many members of a household the brand knows. */
    private static final double[] SIZES = {0.62, 0.24, 0.09, 0.05};

    private static final double BUYERS = 0.85;
    private static final double SHARED_ADDRESS = 0.22;
    private static final double NO_EMAIL = 0.045;
    private static final double NO_PHONE = 0.30;
    private static final double NO_BIRTH_DATE = 0.28;
    private static final double ENGLISH = 0.02;
    private static final double BOUNCED = 0.035;
    private static final double COMPLAINED = 0.006;
    private static final double SUPPRESSED = 0.008;
    private static final double PAUSED = 0.010;

    /** One contact in so many, of those whose birth date is known, is born on 29 February. */
    private static final int LEAPLING = 150;

    private static final Map<String, String> LANDLINES =
            Map.of("01", "19900", "02", "26191", "03", "35301", "04", "46571", "05", "53649");

    private final Registry registry = Registry.load();
    private final long seed;
    private final Instant now;
    private final ZoneId zone;
    private final LifeMaker lives;
    private final Set<String> emails = new HashSet<>();
    private int phones;

    private CrowdMaker(long seed, Instant now, ZoneId zone) {
        this.seed = seed;
        this.now = now;
        this.zone = zone;
        lives =
                new LifeMaker(
                        now.atZone(zone).toLocalDate().minusYears(YEARS).plusDays(1), now, zone);
    }

    /** A crowd of so many contacts who lived for two years up to now. */
    static Crowd crowd(long seed, Instant now, ZoneId zone, int size) {
        return new CrowdMaker(seed, now, zone).make(size);
    }

    private Crowd make(int size) {
        var numbers = new ArrayList<Integer>();
        for (var number = 1; number <= size; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, new Random(seed));
        var people = new ArrayList<Person>();
        for (var household = 0; people.size() < size; household++) {
            var random = new SplittableRandom(seed * 1_000_003 + household);
            var members = Math.min(members(random), size - people.size());
            people.addAll(
                    household(random, numbers.subList(people.size(), people.size() + members)));
        }
        people.sort((one, other) -> one.card().externalId().compareTo(other.card().externalId()));
        return new Crowd(people);
    }

    private static int members(RandomGenerator random) {
        var left = random.nextDouble();
        var members = 0;
        while (members < SIZES.length - 1 && left >= SIZES[members]) {
            left -= SIZES[members++];
        }
        return members + 1;
    }

    private List<Person> household(RandomGenerator random, List<Integer> numbers) {
        var home = home(random, numbers.size() > 1 ? "F-%05d".formatted(numbers.getFirst()) : null);
        var shared = random.nextDouble() < SHARED_ADDRESS;
        var eldest = 1938 + (int) (random.nextDouble() * 62);
        @Nullable String address = null;
        var people = new ArrayList<Person>();
        for (var member = 0; member < numbers.size(); member++) {
            var born = member < 2 ? eldest + random.nextInt(6) : eldest + 22 + random.nextInt(16);
            var year = Math.min(born, now.atZone(zone).getYear() - 18);
            var firstName = registry.firstName(random, year);
            if (member == 0 || !shared) {
                address =
                        random.nextDouble() < NO_EMAIL
                                ? null
                                : email(random, firstName, home.lastName());
            }
            people.add(person(random, home, numbers.get(member), firstName, year, address));
        }
        return people;
    }

    /** What the members of a household have in common. */
    private record Home(
            String lastName,
            Registry.Town town,
            String street,
            String language,
            String dwelling,
            @Nullable String key) {}

    private Home home(RandomGenerator random, @Nullable String key) {
        return new Home(
                registry.lastName(random),
                registry.town(random),
                registry.street(random),
                random.nextDouble() < ENGLISH ? "en" : "fr",
                random.nextDouble() < 0.64 ? "maison" : "appartement",
                key);
    }

    private Person person(
            RandomGenerator random,
            Home home,
            int number,
            String firstName,
            int born,
            @Nullable String email) {
        var externalId = "MT-%05d".formatted(number);
        var buyer = random.nextDouble() < BUYERS;
        var life = lives.live(random, externalId, buyer);
        var birthDate = birthDate(random, born);
        var phone = random.nextDouble() < NO_PHONE ? null : phone(random, home.town());
        var town = home.town();
        var card =
                new Card(
                        externalId,
                        email,
                        phone,
                        firstName,
                        home.lastName(),
                        birthDate,
                        home.street(),
                        town.postcode(),
                        town.name(),
                        town.country(),
                        home.language(),
                        town.zone(),
                        home.key(),
                        attributes(random, home, buyer),
                        life.since());
        var health = health(random, email != null, life.since());
        var consents = new Agreements(random, now, buyer).of(card);
        return new Person(card, health, consents, life.deeds());
    }

    private static Map<String, Object> attributes(
            RandomGenerator random, Home home, boolean buyer) {
        var attributes = new HashMap<String, Object>();
        attributes.put("logement", home.dwelling());
        if (home.dwelling().equals("maison")) {
            attributes.put("jardin", 40 + 20 * random.nextInt(60));
        }
        if (buyer && random.nextDouble() < 0.35) {
            attributes.put("carte", random.nextDouble() < 0.25 ? "or" : "verte");
        }
        return attributes;
    }

    private Health health(RandomGenerator random, boolean hasEmail, Instant since) {
        var bounced = random.nextDouble() < BOUNCED && hasEmail ? between(random, since) : null;
        var complained = random.nextDouble() < COMPLAINED ? between(random, since) : null;
        var suppressed = random.nextDouble() < SUPPRESSED ? between(random, since) : null;
        var paused =
                random.nextDouble() < PAUSED
                        ? now.plus(Duration.ofDays(random.nextInt(5, 80)))
                        : null;
        return new Health(bounced, complained, suppressed, paused);
    }

    private Instant between(RandomGenerator random, Instant since) {
        var seconds = Math.max(1, Duration.between(since, now).toSeconds());
        return since.plusSeconds(random.nextLong(seconds));
    }

    private static @Nullable LocalDate birthDate(RandomGenerator random, int year) {
        var day = random.nextInt(1, 366);
        var leapling = random.nextInt(LEAPLING) == 0;
        if (random.nextDouble() < NO_BIRTH_DATE) {
            return null;
        }
        if (leapling) {
            return LocalDate.of(year - Math.floorMod(year, 4), 2, 29);
        }
        return Year.of(year).atDay(day);
    }

    private String email(RandomGenerator random, String firstName, String lastName) {
        var name = plain(firstName) + "." + plain(lastName);
        var domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
        var address = name + "@" + domain;
        for (var number = 2; !emails.add(address); number++) {
            address = name + number + "@" + domain;
        }
        return address;
    }

    /**
     * Three in four are mobile numbers; the steps through each range are prime to its size, so no
     * number comes twice.
     */
    private String phone(RandomGenerator random, Registry.Town town) {
        var landline = LANDLINES.get(town.area());
        var prefix = landline == null || random.nextDouble() < 0.75 ? "63998" : landline;
        return "+33%s%04d".formatted(prefix, Math.floorMod(7919L * phones++, 10_000));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
