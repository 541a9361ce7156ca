package org.marronnier.domain.document;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document of which every item has been read before, so that reading it with one item changed
 * costs that item and the checks across items, whatever its size. It answers as {@link PlanReader}
 * does.
 */
public final class KnownDocument {

    private final PlanReader reader;
    private final PlanDocument document;
    private final Map<String, Object> root;
    private final Map<Object, Map<String, Object>> trees;
    private final Map<Object, Map<String, Object>> written;
    private final Memory memory;

    private KnownDocument(
            PlanReader reader, PlanDocument document, @Nullable KnownDocument before) {
        this.reader = reader;
        this.document = document;
        this.trees = new IdentityHashMap<>();
        this.written = new IdentityHashMap<>();
        this.memory = new Memory();
        this.root = write(before);
    }

    /** A document of which nothing is known yet: its first reading costs all of it. */
    public static KnownDocument of(PlanReader reader, PlanDocument document) {
        return new KnownDocument(reader, document, null);
    }

    /** Another document, knowing of it what it has in common with this one. */
    public KnownDocument becoming(PlanDocument other) {
        return other.equals(document) ? this : new KnownDocument(reader, other, this);
    }

    /** A tree of the document; changing it changes nothing here. */
    public DocumentTree tree() {
        return DocumentTree.over(new LinkedHashMap<>(root));
    }

    /** Reads the document with something changed. */
    public synchronized Reading read(Consumer<DocumentTree> change) {
        var tree = tree();
        change.accept(tree);
        return reader.read(tree.root(), memory);
    }

    private Map<String, Object> write(@Nullable KnownDocument before) {
        var bare = new LinkedHashMap<String, Object>();
        bare.put("marronnier", PlanDocument.FORMAT);
        var tree = DocumentTree.over(bare);
        tree.put(
                ItemPlace.of(ItemKind.PLAN, document.plan().key()),
                map(Frames.FRAME.write(document.plan())));
        tree.put(
                ItemPlace.of(ItemKind.CONVENTIONS, document.plan().key()),
                known(document.conventions(), ConventionShapes.CONVENTIONS, before));
        ItemList.ALL.forEach(list -> write(list, tree, before));
        return bare;
    }

    private <T> void write(ItemList<T> list, DocumentTree tree, @Nullable KnownDocument before) {
        List<Object> items =
                list.items().apply(document).stream()
                        .<Object>map(item -> known(item, list.shape(), before))
                        .toList();
        if (!items.isEmpty()) {
            tree.keep(ItemPlace.list(list.kind(), null), items);
        }
    }

    private <T> Map<String, Object> known(T item, Shape<T> shape, @Nullable KnownDocument before) {
        var held = before == null ? null : before.held(item);
        var tree = held == null ? map(shape.write(item)) : held;
        if (before != null && held != null) {
            memory.learn(held, before.memory);
        }
        trees.put(item, tree);
        written.put(tree, tree);
        return tree;
    }

    /** How an item is written here; what was read from another tree is not. */
    private @Nullable Map<String, Object> held(Object item) {
        var tree = trees.get(item);
        var from = memory.tree(item);
        return tree == null && from != null ? written.get(from) : tree;
    }

    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
