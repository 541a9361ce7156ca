package org.marronnier.web.editing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.approval.AspectApprovals;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.comment.Comment;
import org.marronnier.domain.comment.Comments;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.shell.Sayings;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.thymeleaf.context.LazyContextVariable;

/**
 * What the page of every item shows besides its own: where it stands in its life, its history, what
 * people say about it.
 */
@Component
public class ShowingItem {

    private static final int MOST = 50;
    private static final int MOST_GONE = 20;

    private final EditingItem editing;
    private final Changes changes;
    private final Approvals approvals;
    private final AspectApprovals aspects;
    private final Comments comments;
    private final Differences differences;
    private final Sayings sayings;

    ShowingItem(
            EditingItem editing,
            Changes changes,
            Approvals approvals,
            AspectApprovals aspects,
            Comments comments,
            Differences differences,
            Sayings sayings) {
        this.editing = editing;
        this.changes = changes;
        this.approvals = approvals;
        this.aspects = aspects;
        this.comments = comments;
        this.differences = differences;
        this.sayings = sayings;
    }

    /** Something that somebody said, in words. */
    public record Said(long id, String who, String at, String text, boolean mine) {}

    /** Something that left the plan, and the change that brings it back. */
    public record Gone(String name, long change) {}

    /** A line of the history with its instant. */
    private record Dated(Instant at, HistoryLine line) {}

    /**
     * Fills the model for {@code part/life}, {@code part/history} and {@code part/comments}, and
     * for a form ({@code values} and {@code version}) where it is not shown again with what was
     * typed.
     *
     * @throws ResponseStatusException where there is no such item
     */
    public EditedItem fill(String plan, ItemPlace place, Model model) {
        var item =
                editing.find(plan, place)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var who = Editor.current();
        model.addAttribute("item", item);
        if (!model.containsAttribute("values")) {
            model.addAttribute("values", item.working());
        }
        if (!model.containsAttribute("version")) {
            model.addAttribute("version", item.version());
        }
        model.addAttribute("place", place);
        model.addAttribute("page", ItemPaths.of(place));
        model.addAttribute("life", life(plan, item, who));
        model.addAttribute("history", onceShown(() -> history(plan, item)));
        model.addAttribute("comments", onceShown(() -> comments(plan, place, who)));
        return item;
    }

    /** Looked up where a template shows it; most of what answers a form does not. */
    private static <T> LazyContextVariable<T> onceShown(Supplier<T> what) {
        return new LazyContextVariable<>() {
            @Override
            protected T loadValue() {
                return what.get();
            }
        };
    }

    /** Where it stands in its life. */
    public LifeView life(String plan, EditedItem item, Editor who) {
        var moved = approvals.of(plan, item.place());
        var last = moved.stream().filter(move -> move.aspect() == null).findFirst();
        var approved = aspects.of(plan, item.place());
        return new LifeView(
                item.place(),
                item.version(),
                item.status(),
                last.map(this::moved).orElse(null),
                last.filter(move -> move.what() == Approval.What.SENT_BACK)
                        .map(Approval::reason)
                        .orElse(null),
                moves(item, who),
                Aspect.of(item.place().kind()).stream()
                        .sorted()
                        .map(
                                aspect ->
                                        new LifeView.AspectLine(
                                                aspect,
                                                approved.stream()
                                                        .filter(one -> one.aspect() == aspect)
                                                        .map(one -> by(one.by(), one.at()))
                                                        .findFirst()
                                                        .orElse(null)))
                        .toList(),
                prepared(item));
    }

    /** What left the plan and could be brought back, newest first. */
    public List<Gone> gone(String plan, ItemKind kind, @Nullable String programme) {
        return changes.gone(plan, kind, programme, MOST_GONE).stream()
                .flatMap(
                        change ->
                                Stream.ofNullable(change.before())
                                        .map(
                                                before ->
                                                        new Gone(
                                                                before.getOrDefault(
                                                                                "name",
                                                                                change.place()
                                                                                        .key())
                                                                        .toString(),
                                                                change.id())))
                .toList();
    }

    /** What happened to it, newest first. */
    public List<HistoryLine> history(String plan, EditedItem item) {
        var lines = new ArrayList<Dated>();
        for (var change : changes.of(plan, item.place(), MOST)) {
            if (change.what() != Change.What.MOVED) {
                lines.add(new Dated(change.at(), changed(change)));
            }
        }
        approvals.of(plan, item.place()).stream()
                .limit(MOST)
                .map(
                        move ->
                                new Dated(
                                        move.at(),
                                        new HistoryLine(
                                                differences.when(move.at()),
                                                moved(move),
                                                move.reason(),
                                                List.of(),
                                                null)))
                .forEach(lines::add);
        return lines.stream()
                .sorted(Comparator.comparing(Dated::at).reversed())
                .map(Dated::line)
                .toList();
    }

    List<Said> comments(String plan, ItemPlace place, Editor who) {
        return comments.of(plan, place).stream().map((Comment one) -> said(one, who)).toList();
    }

    private Said said(Comment one, Editor who) {
        return new Said(
                one.id(),
                differences.person(one.who()),
                differences.when(one.at()),
                one.text(),
                one.who().equals(who.name()));
    }

    private HistoryLine changed(Change change) {
        return new HistoryLine(
                differences.when(change.at()),
                sayings.say("change." + change.what(), differences.person(change.who())),
                null,
                change.before() == null || change.after() == null
                        ? List.of()
                        : differences.lines(
                                Difference.between(
                                        KeepingItem.bare(change.before()),
                                        KeepingItem.bare(change.after()))),
                change.before() != null ? change.id() : null);
    }

    private String moved(Approval move) {
        var person = differences.person(move.who());
        var aspect = move.aspect();
        var what =
                aspect == null
                        ? sayings.say("life.moved." + move.what(), person)
                        : sayings.say(
                                "life.moved.aspect", person, sayings.say("life.aspect." + aspect));
        return move.isOfPreparation() ? sayings.say("life.moved.prepared", what) : what;
    }

    private String by(String who, Instant at) {
        return sayings.say("life.by", differences.person(who), differences.when(at));
    }

    private LifeView.@Nullable Prepared prepared(EditedItem item) {
        return item.preparation() instanceof Preparation prepared
                ? new LifeView.Prepared(
                        prepared.status(),
                        by(prepared.by(), prepared.at()),
                        prepared.reason(),
                        differences.lines(Difference.between(item.tree(), prepared.tree())))
                : null;
    }

    private static Set<String> moves(EditedItem item, Editor who) {
        var moves = new LinkedHashSet<String>();
        if (!who.mayEdit(item.place().kind())) {
            return moves;
        }
        var prepared = item.preparation();
        if (prepared != null) {
            moves.add("discard");
        }
        var stands = prepared == null ? item.status() : prepared.status();
        if (stands == Status.DRAFT) {
            moves.add("submit");
            if (who.mayApprove()) {
                moves.add("approve");
            }
        } else if (stands == Status.SUBMITTED) {
            moves.add("withdraw");
            if (who.mayApprove()) {
                moves.addAll(List.of("approve", "approve-apart", "send-back"));
            }
        }
        if (who.mayApprove() && item.status() != null) {
            switch (item.status()) {
                case APPROVED, LIVE -> moves.addAll(List.of("pause", "end"));
                case PAUSED -> moves.addAll(List.of("resume", "end"));
                case DRAFT, SUBMITTED, ENDED -> {}
            }
            if (item.status() == Status.APPROVED && prepared == null) {
                moves.add("send-back");
            }
            if (item.status() == Status.APPROVED && item.place().kind() == ItemKind.SCENARIO) {
                moves.add("launch");
            }
        }
        return moves;
    }
}
