package org.marronnier.web.spreadsheet;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.web.shell.PlainText;

/**
 * The rows of a sheet as campaigns: each found again in the plan by its key, or else by its name
 * and start, and written as the plan document would have it.
 */
final class CampaignRows {

    /** A row that says a campaign, still to be judged with the whole plan. */
    record Candidate(int line, String key, boolean isNew, Map<String, Object> tree) {}

    private static final int MOST_CAMPAIGNS = 10_000;
    private static final int MOST_UNKNOWN = 300;
    private static final int LONGEST_KEY = 60;
    private static final String USUAL_KEY = "campagne";

    private final PlanDocument plan;
    private final Mapping mapping;
    private final boolean from1904;
    private final CellValues values;
    private final List<CampaignCells> written;
    private final Map<String, Map<String, Object>> trees = new HashMap<>();
    private final Map<String, PlanDocument.Campaign> campaigns = new HashMap<>();
    private final Map<String, List<PlanDocument.Campaign>> byNameAndDay;

    private final SequencedMap<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, Integer> newcomers = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<Column, SequencedMap<String, Integer>> unknown = new TreeMap<>();
    private final Map<Column, Map<String, String>> spelled = new HashMap<>();
    private int made;
    private int refused;
    private int empty;

    /**
     * @param written what an export writes of a campaign, in each language
     */
    CampaignRows(
            PlanDocument plan,
            Mapping mapping,
            boolean from1904,
            CellValues values,
            CampaignCells... written) {
        this.plan = plan;
        this.mapping = mapping;
        this.from1904 = from1904;
        this.values = values;
        this.written = List.of(written);
        trees(plan).forEach(tree -> trees.put(String.valueOf(tree.get("key")), tree));
        plan.campaigns().forEach(campaign -> campaigns.put(campaign.brief().key(), campaign));
        this.byNameAndDay =
                plan.campaigns().stream()
                        .filter(campaign -> campaign.brief().start() != null)
                        .collect(
                                groupingBy(
                                        campaign ->
                                                nameAndDay(
                                                        campaign.brief().name(),
                                                        campaign.brief().start().toLocalDate())));
    }

    /** The campaigns of a plan as its document writes them. */
    @SuppressWarnings("unchecked") // a list of objects is written as a list of maps
    static List<Map<String, Object>> trees(PlanDocument plan) {
        return (List<Map<String, Object>>)
                PlanWriter.write(plan).getOrDefault("campaigns", List.of());
    }

    SequencedMap<String, Candidate> candidates() {
        return candidates;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    int refused() {
        return refused;
    }

    int empty() {
        return empty;
    }

    SequencedMap<Column, SequencedMap<String, Integer>> unknown() {
        return new LinkedHashMap<>(unknown);
    }

    /** Counts a line out that was a candidate. */
    void refuse(int line, List<Refusal> why) {
        refused++;
        for (var each : why) {
            if (refusals.size() < Proposal.MOST_REFUSALS) {
                refusals.add(each);
            }
        }
    }

    void take(SheetRow row) {
        if (isSilent(row)) {
            empty++;
            return;
        }
        var reading = new Reading(row);
        var candidate = reading.candidate();
        if (reading.wrong.isEmpty() && candidate.isPresent()) {
            candidates.put(candidate.get().key(), candidate.get());
            made += candidate.get().isNew() ? 1 : 0;
        } else {
            refuse(row.line(), reading.wrong);
        }
    }

    private boolean isSilent(SheetRow row) {
        for (int i = 0; i < mapping.columns().size(); i++) {
            var column = mapping.columns().get(i);
            if (column != null && column.isRead() && !row.cell(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static String nameAndDay(String name, LocalDate day) {
        return PlainText.of(name) + "|" + day;
    }

    /** One row on its way to a campaign. */
    private final class Reading {

        private final SheetRow row;
        private final List<Refusal> wrong = new ArrayList<>();

        Reading(SheetRow row) {
            this.row = row;
        }

        Optional<Candidate> candidate() {
            var key = key();
            var name = name();
            var day = day();
            var hour = hour();
            if (!wrong.isEmpty()) {
                return Optional.empty();
            }
            var known = known(key, name, day, hour);
            if (!wrong.isEmpty()) {
                return Optional.empty();
            }
            var tree = new LinkedHashMap<String, Object>();
            if (known == null) {
                tree.put("key", "");
            } else {
                tree.putAll(trees.getOrDefault(known.brief().key(), Map.of()));
            }
            fields(tree, known);
            if (known == null && name == null) {
                wrong(Column.NAME, Reason.of("name"));
            }
            start(tree, known, day, hour);
            if (!wrong.isEmpty()) {
                return Optional.empty();
            }
            var named = known == null ? keyOfNew(key, name, tree) : known.brief().key();
            if (named == null) {
                return Optional.empty();
            }
            tree.put("key", named);
            var before = candidates.get(named);
            if (before != null) {
                wrong(null, Reason.of("twice", before.line()));
                return Optional.empty();
            }
            if (known == null && isFull()) {
                wrong(null, Reason.of("full", MOST_CAMPAIGNS));
                return Optional.empty();
            }
            return Optional.of(new Candidate(row.line(), named, known == null, tree));
        }

        private @Nullable String key() {
            return (String) plain(Column.KEY, null);
        }

        private @Nullable String name() {
            return (String) plain(Column.NAME, null);
        }

        private Moments.@Nullable When day() {
            var cell = cell(Column.DATE);
            if (cell.isBlank()) {
                return null;
            }
            var when = Moments.when(cell, from1904).orElse(null);
            if (when == null) {
                wrong(
                        Column.DATE,
                        cell instanceof Cell.Broken broken ? broken(broken) : Reason.of("date"));
            } else if (when.date().isBefore(plan.plan().from())
                    || when.date().isAfter(plan.plan().to())) {
                wrong(Column.DATE, Reason.of("period", plan.plan().from(), plan.plan().to()));
            }
            return when;
        }

        private @Nullable LocalTime hour() {
            var cell = cell(Column.TIME);
            if (cell.isBlank()) {
                return null;
            }
            var time = Moments.time(cell).orElse(null);
            if (time == null) {
                wrong(
                        Column.TIME,
                        cell instanceof Cell.Broken broken ? broken(broken) : Reason.of("time"));
            }
            return time;
        }

        /** The campaign of the plan that the row speaks of; null where it is a new one. */
        private PlanDocument.@Nullable Campaign known(
                @Nullable String key,
                @Nullable String name,
                Moments.@Nullable When day,
                @Nullable LocalTime hour) {
            if (key != null) {
                return campaigns.get(key);
            }
            if (name == null || day == null) {
                return null;
            }
            var said = hour == null ? day.time() : hour;
            var found =
                    byNameAndDay.getOrDefault(nameAndDay(name, day.date()), List.of()).stream()
                            .filter(one -> said == null || startsAt(one, said))
                            .toList();
            if (found.size() > 1) {
                wrong(Column.NAME, Reason.of("several", found.size()));
            }
            return found.isEmpty() ? null : found.getFirst();
        }

        private static boolean startsAt(PlanDocument.Campaign campaign, LocalTime time) {
            var start = campaign.brief().start();
            return start != null && start.toLocalTime().equals(time);
        }

        private void fields(Map<String, Object> tree, PlanDocument.@Nullable Campaign known) {
            for (var column : Column.values()) {
                switch (column) {
                    case KEY, DATE, TIME, STATUS -> {}
                    default -> {
                        var said = plain(column, known);
                        if (said == Cell.BLANK) {
                            tree.remove(column.field());
                        } else if (said != null) {
                            tree.put(column.field(), said);
                        }
                    }
                }
            }
            if (tree.containsKey("recurrence") && !tree.containsKey("kind")) {
                tree.put("kind", "recurring");
            }
            if (!tree.containsKey("type") && !"highlight".equals(tree.get("kind"))) {
                tree.put("type", mapping.type().name());
            }
        }

        private void start(
                Map<String, Object> tree,
                PlanDocument.@Nullable Campaign known,
                Moments.@Nullable When day,
                @Nullable LocalTime hour) {
            var before = known == null ? null : known.brief().start();
            var date = day != null ? day.date() : before != null ? before.toLocalDate() : null;
            if (date == null) {
                if (known == null) {
                    wrong(Column.DATE, Reason.of("no-date"));
                }
                return;
            }
            var said = hour != null || day == null ? hour : day.time();
            var usual =
                    before != null
                            ? before.toLocalTime()
                            : "highlight".equals(tree.get("kind"))
                                    ? LocalTime.MIDNIGHT
                                    : mapping.time();
            tree.put("start", LocalDateTime.of(date, said == null ? usual : said).toString());
        }

        private @Nullable String keyOfNew(
                @Nullable String key, @Nullable String name, Map<String, Object> tree) {
            if (key != null) {
                return key;
            }
            var same = PlainText.of(String.valueOf(name)) + "|" + tree.get("start");
            var before = newcomers.putIfAbsent(same, row.line());
            if (before != null) {
                wrong(null, Reason.of("twice", before));
                return null;
            }
            var start = PlainText.key(String.valueOf(name), LONGEST_KEY);
            var base = start.isEmpty() ? USUAL_KEY : start;
            var free = base;
            for (int i = 2; campaigns.containsKey(free) || candidates.containsKey(free); i++) {
                free = base + "-" + i;
            }
            return free;
        }

        private boolean isFull() {
            return campaigns.size() + made >= MOST_CAMPAIGNS;
        }

        /**
         * What a cell says: null for nothing, {@link Cell#BLANK} where there is to be nothing. What
         * an export wrote says what the campaign says.
         */
        private @Nullable Object plain(Column column, PlanDocument.@Nullable Campaign known) {
            var cell = cell(column);
            if (known != null && isAsWritten(column, cell, known)) {
                return null;
            }
            return switch (values.read(column, cell)) {
                case CellValues.Answer.Silent _ -> null;
                case CellValues.Answer.Cleared _ -> {
                    if (column == Column.KEY || column == Column.NAME) {
                        yield null;
                    }
                    yield Cell.BLANK;
                }
                case CellValues.Answer.Said(var value) -> value;
                case CellValues.Answer.Wrong(var reason) -> {
                    wrong(column, reason);
                    yield null;
                }
                case CellValues.Answer.Unknown(var text) -> {
                    remember(column, text);
                    wrong.add(new Refusal(row.line(), column, text, Reason.of("unknown")));
                    yield null;
                }
            };
        }

        private boolean isAsWritten(Column column, Cell cell, PlanDocument.Campaign known) {
            return cell instanceof Cell.Text(var text)
                    && written.stream()
                            .anyMatch(
                                    each -> each.cell(column, known).shown().strip().equals(text));
        }

        private void remember(Column column, String text) {
            var words = unknown.computeIfAbsent(column, _ -> new LinkedHashMap<>());
            var spelling =
                    spelled.computeIfAbsent(column, _ -> new HashMap<>())
                            .putIfAbsent(PlainText.of(text), text);
            if (spelling != null || words.size() < MOST_UNKNOWN) {
                words.merge(spelling == null ? text : spelling, 1, Integer::sum);
            }
        }

        private static Reason broken(Cell.Broken cell) {
            return Reason.of(cell.shown().isEmpty() ? "formula" : "error");
        }

        private Cell cell(Column column) {
            int place = mapping.place(column);
            return place < 0 ? Cell.BLANK : row.cell(place);
        }

        private void wrong(@Nullable Column column, Reason reason) {
            wrong.add(
                    new Refusal(
                            row.line(),
                            column,
                            column == null ? "" : cell(column).shown(),
                            reason));
        }
    }
}
