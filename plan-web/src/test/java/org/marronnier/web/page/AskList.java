package org.marronnier.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pages of one part of the product, asked in the ways that matter. */
abstract class AskList {

    final Shop shop;
    private final List<Ask> asks = new ArrayList<>();

    AskList(Shop shop) {
        this.shop = shop;
    }

    final List<Ask> asks() {
        return List.copyOf(asks);
    }

    final void get(String name, String mapping, String path, Ask.Kind kind) {
        asks.add(new Ask(name, "GET " + mapping, path, Map.of(), kind));
    }

    final void post(
            String name, String mapping, String path, Ask.Kind kind, String field, String value) {
        post(name, mapping, path, kind, Map.of(field, value));
    }

    final void post(
            String name, String mapping, String path, Ask.Kind kind, Map<String, String> form) {
        asks.add(new Ask(name, "POST " + mapping, path, form, kind));
    }
}
