package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a part of a document says that others must agree with: keys, references and uses. */
final class Facts {

    private final Map<Kind, Set<String>> declared = new EnumMap<>(Kind.class);
    private final Set<Kind> unknowable = EnumSet.noneOf(Kind.class);
    private final List<Journal.Reference> references = new ArrayList<>();
    private final List<Journal.Owner> owners = new ArrayList<>();
    private final Map<String, Journal.Sheet> sheets = new HashMap<>();
    private final Map<String, Journal.Voice> voices = new HashMap<>();
    private final List<Journal.Use> uses = new ArrayList<>();
    private final List<Journal.Want> wants = new ArrayList<>();

    void declare(Kind kind, String key) {
        declared.computeIfAbsent(kind, _ -> new HashSet<>()).add(key);
    }

    Set<String> declared(Kind kind) {
        return declared.getOrDefault(kind, Set.of());
    }

    /** The kinds of which not every key could be read. */
    Set<Kind> unknowable() {
        return unknowable;
    }

    List<Journal.Reference> references() {
        return references;
    }

    List<Journal.Owner> owners() {
        return owners;
    }

    /** Templates by key; the first of a key counts. */
    Map<String, Journal.Sheet> sheets() {
        return sheets;
    }

    /** Senders by key; the first of a key counts. */
    Map<String, Journal.Voice> voices() {
        return voices;
    }

    List<Journal.Use> uses() {
        return uses;
    }

    List<Journal.Want> wants() {
        return wants;
    }

    /** Says what another part says as well. */
    void addAll(Facts other) {
        other.declared.forEach(
                (kind, keys) -> declared.computeIfAbsent(kind, _ -> new HashSet<>()).addAll(keys));
        unknowable.addAll(other.unknowable);
        references.addAll(other.references);
        owners.addAll(other.owners);
        other.sheets.forEach(sheets::putIfAbsent);
        other.voices.forEach(voices::putIfAbsent);
        uses.addAll(other.uses);
        wants.addAll(other.wants);
    }
}
