package org.marronnier.web.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.scenario.ShopStory.Customer;

/**
 * Customers that are called into a scenario, made up and always the same; many calls come twice.
 */
final class ShopCalls {

    /**
     * One who is called.
     *
     * @param id null where only the key of the whole call names it
     */
    record One(String customer, @Nullable String id) {}

    /**
     * One call, of some customers.
     *
     * @param key by which a repeat is known
     */
    record Call(String key, List<One> ones) {

        /** The body of the call, as a tree. */
        List<Map<String, Object>> tree() {
            return ones.stream().map(Call::tree).toList();
        }

        private static Map<String, Object> tree(One one) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("externalId", one.customer);
            if (one.id != null) {
                tree.put("id", one.id);
            }
            return tree;
        }
    }

    private final Random random = new Random(11);
    private final List<Customer> customers;
    private final List<Call> made = new ArrayList<>();
    private final Map<String, Map<String, Instant>> first = new TreeMap<>();

    ShopCalls(List<Customer> customers) {
        this.customers = customers;
    }

    /** The calls at one instant, the last of them one of those before where there is any. */
    List<Call> at(Instant now) {
        var calls = new ArrayList<Call>();
        if (random.nextInt(4) == 0) {
            calls.add(call());
        }
        if (!made.isEmpty() && random.nextInt(6) == 0) {
            calls.add(made.get(random.nextInt(made.size())));
        }
        made.addAll(calls);
        for (var call : calls) {
            for (var at = 0; at < call.ones.size(); at++) {
                var one = call.ones.get(at);
                first.computeIfAbsent(one.customer, _ -> new TreeMap<>())
                        .putIfAbsent(one.id == null ? call.key + "/" + at : one.id, now);
            }
        }
        return calls;
    }

    /** By few ids, so that another call may have one that a customer was called by already. */
    private Call call() {
        var ones =
                IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(
                                _ ->
                                        new One(
                                                customer(),
                                                random.nextInt(3) == 0
                                                        ? null
                                                        : "order-" + random.nextInt(9)))
                        .toList();
        return new Call("key-" + made.size(), ones);
    }

    private String customer() {
        return random.nextInt(20) == 0
                ? "nobody"
                : customers.get(random.nextInt(customers.size())).id();
    }

    /** By what names a customer was called, and when first. */
    Map<String, Instant> of(String customer) {
        return first.getOrDefault(customer, Map.of());
    }

    /** How many calls were made. */
    int count() {
        return made.size();
    }
}
