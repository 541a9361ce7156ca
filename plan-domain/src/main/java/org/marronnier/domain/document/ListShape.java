package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;

/** A list of values of one shape. */
final class ListShape<T> implements Shape<List<T>> {

    private final Shape<T> item;
    private final int fewest;
    private final int most;
    private final String identity;
    private final @Nullable Kind kind;
    private final boolean distinct;

    private ListShape(
            Shape<T> item,
            int fewest,
            int most,
            String identity,
            @Nullable Kind kind,
            boolean distinct) {
        this.item = item;
        this.fewest = fewest;
        this.most = most;
        this.identity = identity;
        this.kind = kind;
        this.distinct = distinct;
    }

    static <T> ListShape<T> of(Shape<T> item, int fewest, int most) {
        return new ListShape<>(item, fewest, most, "", null, false);
    }

    /** No item twice. */
    static <T> ListShape<T> distinct(Shape<T> item, int fewest, int most) {
        return new ListShape<>(item, fewest, most, "", null, true);
    }

    /** No two items with the same key. */
    static <T> ListShape<T> keyed(Shape<T> item, int most) {
        return new ListShape<>(item, 0, most, "key", null, false);
    }

    /** No two items with the same key, and the keys can be named elsewhere. */
    static <T> ListShape<T> declaring(Kind kind, Shape<T> item, int most) {
        return new ListShape<>(item, 0, most, "key", kind, false);
    }

    /** No two items with the same channel. */
    static <T> ListShape<T> byChannel(Shape<T> item, int most) {
        return by("channel", item, most);
    }

    /** No two items with the same text in a field. */
    static <T> ListShape<T> by(String identity, Shape<T> item, int most) {
        return new ListShape<>(item, 0, most, identity, null, false);
    }

    @Override
    public @Nullable List<T> read(Cursor cursor) {
        if (!(cursor.value() instanceof List<?> list)) {
            cursor.expected(Phrase.A_LIST.with());
            giveUpKeys(cursor);
            return null;
        }
        if (list.size() > most) {
            cursor.mistake(Phrase.TOO_MANY_ITEMS.with(most, list.size()));
            giveUpKeys(cursor);
            return null;
        }
        if (list.size() < fewest) {
            cursor.mistake(Phrase.TOO_FEW_ITEMS.with(fewest, list.size()));
            return null;
        }
        var mistakes = cursor.journal().count();
        var seen = new HashMap<Object, Integer>();
        var items = new ArrayList<T>(list.size());
        for (var i = 0; i < list.size(); i++) {
            var at = cursor.item(i, list.get(i));
            declare(at);
            tellTwins(at, i, seen);
            var value = item.read(at);
            if (value == null) {
                continue;
            }
            if (distinct && seen.putIfAbsent(value, i) instanceof Integer first) {
                at.mistake(Phrase.ITEM_TWICE.with(at.found(), first));
            }
            items.add(value);
        }
        return cursor.journal().count() > mistakes ? null : List.copyOf(items);
    }

    private void giveUpKeys(Cursor cursor) {
        if (kind != null) {
            cursor.journal().cannotKnow(kind);
        }
    }

    private void declare(Cursor at) {
        if (kind == null) {
            return;
        }
        if (at.value() instanceof Map<?, ?> map && map.get("key") instanceof String key) {
            at.journal().declare(kind, key);
        } else {
            at.journal().cannotKnow(kind);
        }
    }

    private void tellTwins(Cursor at, int index, Map<Object, Integer> seen) {
        if (identity.isEmpty() || !(at.value() instanceof Map<?, ?> map)) {
            return;
        }
        if (map.get(identity) instanceof String text
                && seen.putIfAbsent(text, index) instanceof Integer first) {
            var field = at.field(identity, text);
            field.mistake(Phrase.NAME_TWICE.with(identity, field.found(), first));
        }
    }

    @Override
    public Object write(List<T> value) {
        return value.stream().map(item::write).toList();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        var schema = new java.util.LinkedHashMap<String, Object>();
        schema.put("type", "array");
        schema.put("items", item.schema(definitions));
        if (fewest > 0) {
            schema.put("minItems", fewest);
        }
        schema.put("maxItems", most);
        if (distinct) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }
}
