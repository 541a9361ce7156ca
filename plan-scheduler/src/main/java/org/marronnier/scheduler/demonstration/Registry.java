package org.marronnier.scheduler.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The names, towns and streets that invented contacts are made of. */
final class Registry {

    /** A town, and the zone of its clocks where they are not the mainland's. */
    record Town(String postcode, String name, String area, String country, @Nullable String zone) {}

    private final List<String> women;
    private final List<String> men;
    private final List<String> families;
    private final List<Town> towns;
    private final List<String> streets;

    private Registry(
            List<String> women,
            List<String> men,
            List<String> families,
            List<Town> towns,
            List<String> streets) {
        this.women = women;
        this.men = men;
        this.families = families;
        this.towns = towns;
        this.streets = streets;
    }

    static Registry load() {
        var given = lines("first-names.txt");
        return new Registry(
                words(given.getFirst()),
                words(given.getLast()),
                words(lines("last-names.txt").getFirst()),
                lines("towns.txt").stream().map(Registry::town).toList(),
                lines("streets.txt"));
    }

    /**
     * A given name of about a year of birth: each list runs from the older names to the younger.
     */
    String firstName(RandomGenerator random, int born) {
        var names = random.nextBoolean() ? women : men;
        var age = Math.clamp((born - 1935) / 75.0 + 0.12 * random.nextGaussian(), 0, 0.999);
        return names.get((int) (age * names.size()));
    }

    /** A family name; the first of the list are the commonest. */
    String lastName(RandomGenerator random) {
        var share = Math.pow(random.nextDouble(), 1.5);
        return families.get((int) (share * families.size())).replace('-', ' ');
    }

    /** A town; those around the first shops, at the top of the list, are chosen more often. */
    Town town(RandomGenerator random) {
        var share = Math.pow(random.nextDouble(), 1.6);
        return towns.get((int) (share * towns.size()));
    }

    String street(RandomGenerator random) {
        return (1 + random.nextInt(98)) + " " + streets.get(random.nextInt(streets.size()));
    }

    private static Town town(String line) {
        var parts = line.split(";", -1);
        return new Town(
                parts[0], parts[1], parts[2], parts[3], parts[4].isEmpty() ? null : parts[4]);
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }

    private static List<String> lines(String name) {
        try (var in = Registry.class.getResourceAsStream("/demonstration/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource demonstration/%s is missing from the build.".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
