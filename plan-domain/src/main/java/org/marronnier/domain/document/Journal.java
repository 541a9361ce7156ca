package org.marronnier.domain.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/**
 * What was met while a tree was read: its mistakes, the keys it declares and those it refers to.
 */
final class Journal {

    /** So many mistakes are told one by one; the rest is only counted. */
    static final int MOST = 1_000;

    /**
     * A key that is named somewhere; {@code owner} is the segment or stage whose condition names
     * it.
     */
    record Reference(Kind kind, String key, Cursor at, @Nullable Owner owner) {}

    /** A segment or a stage whose condition is being read. */
    record Owner(Kind kind, String key, Cursor at) {}

    /** A template that a campaign or a step sends; what is null could not be read. */
    record Use(
            Cursor at,
            String template,
            @Nullable List<Channel> channels,
            @Nullable MessageType type) {}

    /** What is known of a template. */
    record Sheet(@Nullable Channel channel, @Nullable String sender, Cursor senderAt) {}

    /** What is known of a sender. */
    record Voice(@Nullable Channel channel, @Nullable Set<MessageType> types) {}

    /** Something that names no purpose, and what it sends. */
    record Want(Cursor at, List<Use> uses, @Nullable MessageType type) {}

    private static final Set<String> STATUSES =
            Arrays.stream(Status.values())
                    .map(DocumentWord::dashed)
                    .collect(Collectors.toUnmodifiableSet());

    private final Recurrences recurrences;
    private final List<Mistake> mistakes = new ArrayList<>();
    private int count;
    private final List<Use> sends = new ArrayList<>();
    private Facts facts = new Facts();
    private boolean misplaced;
    private @Nullable Owner owner;
    private String programmeStatus = "draft";
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;

    private final boolean alone;
    private final Memory memory;

    private Journal(Recurrences recurrences, boolean alone, Memory memory) {
        this.recurrences = recurrences;
        this.alone = alone;
        this.memory = memory;
    }

    /** For a whole document, of whose items the memory may know some. */
    static Journal ofDocument(Recurrences recurrences, Memory memory) {
        return new Journal(recurrences, false, memory);
    }

    /** For a part that stands alone, so that the keys it names cannot be checked. */
    static Journal ofPart() {
        return new Journal(_ -> java.util.Optional.empty(), true, new Memory());
    }

    boolean isAlone() {
        return alone;
    }

    Recurrences recurrences() {
        return recurrences;
    }

    void note(Cursor at, Telling telling) {
        if (++count <= MOST) {
            mistakes.add(new Mistake(at.path(), telling));
        }
    }

    /** How many mistakes were noted up to now. */
    int count() {
        return count;
    }

    List<Mistake> mistakes() {
        if (count <= MOST) {
            return List.copyOf(mistakes);
        }
        var all = new ArrayList<>(mistakes);
        all.add(new Mistake("", Phrase.MORE.with(count - MOST)));
        return List.copyOf(all);
    }

    void declare(Kind kind, String key) {
        facts.declare(kind, key);
    }

    Set<String> declared(Kind kind) {
        return facts.declared(kind);
    }

    /** The keys of this kind could not all be read, so that nobody is blamed for naming one. */
    void cannotKnow(Kind kind) {
        facts.unknowable().add(kind);
    }

    boolean isKnowable(Kind kind) {
        return !facts.unknowable().contains(kind);
    }

    void refer(Kind kind, String key, Cursor at) {
        facts.references().add(new Reference(kind, key, at, owner));
    }

    List<Reference> references() {
        return facts.references();
    }

    void enter(Owner entered) {
        facts.owners().add(entered);
        owner = entered;
    }

    void leave() {
        owner = null;
    }

    List<Owner> owners() {
        return facts.owners();
    }

    void template(String key, Sheet sheet) {
        facts.sheets().putIfAbsent(key, sheet);
    }

    Map<String, Sheet> sheets() {
        return facts.sheets();
    }

    void sender(String key, Voice voice) {
        facts.voices().putIfAbsent(key, voice);
    }

    Map<String, Voice> voices() {
        return facts.voices();
    }

    void use(Use use) {
        facts.uses().add(use);
    }

    /** A step sends a template; its type is known when its scenario has been read. */
    void send(Use use) {
        sends.add(use);
    }

    /** The sends met since the last call. */
    List<Use> takeSends() {
        var taken = List.copyOf(sends);
        sends.clear();
        return taken;
    }

    List<Use> uses() {
        return facts.uses();
    }

    /**
     * Where the programme stands whose scenarios are read next; a status that is none counts as
     * draft.
     */
    void programmeStatus(@Nullable Object raw) {
        programmeStatus = raw instanceof String text && STATUSES.contains(text) ? text : "draft";
    }

    String programmeStatus() {
        return programmeStatus;
    }

    /** No purpose is named where one may be needed; whether it is depends on the typology. */
    void needPurpose(Cursor at, List<Use> uses, @Nullable MessageType type) {
        facts.wants().add(new Want(at, uses, type));
    }

    List<Want> wants() {
        return facts.wants();
    }

    /** The plan's first and last day, once they are known. */
    void period(@Nullable LocalDate from, @Nullable LocalDate to) {
        first = from;
        last = to;
    }

    /** The day must lie within the plan. */
    void checkPeriod(Cursor at, LocalDate day) {
        if (first != null
                && last != null
                && !last.isBefore(first)
                && (day.isBefore(first) || day.isAfter(last))) {
            at.mistake(Phrase.DAY_OUTSIDE.with(first, last, day));
        }
    }

    /**
     * Reads an item and remembers it with what it says about others, or recalls it where it is
     * remembered.
     */
    <T> @Nullable T remembering(Cursor at, Shape<T> shape) {
        var known = memory.recall(at, shape, first, last);
        if (known != null) {
            misplaced |= !known.at().stands(at);
            facts.addAll(known.facts());
            return known.value();
        }
        var before = facts;
        facts = new Facts();
        var value = shape.read(at);
        if (value != null) {
            memory.learn(at, shape, value, facts, first, last);
        }
        before.addAll(facts);
        facts = before;
        return value;
    }

    /** Whether something was recalled that stood elsewhere, so that its path is not right. */
    boolean isMisplaced() {
        return misplaced;
    }
}
