package org.marronnier.web.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.conflict.ConflictSentences;

/**
 * The days of a calendar as its scripts read them, words included.
 *
 * @param lanes the names of the lanes, in their order
 * @param scenarios what the live scenarios are expected to send; null where none is shown
 * @param hidden what the filter hides, as a sentence; empty for nothing
 */
record Feed(
        List<Chip> chips,
        List<Bands.Band> bands,
        Map<String, String> lanes,
        @Nullable Scenarios scenarios,
        List<ConflictSentences.Line> conflicts,
        String hidden) {

    /**
     * One occurrence of a campaign.
     *
     * @param id of this occurrence, on this page
     * @param at when its rule has it: what names it
     * @param days how many days it is shown for
     * @param order its place within the day
     * @param tone the class of its colour
     * @param state the class of its state: sent, or its status
     * @param icon that of its channel
     * @param detail what a screen reader hears after the name
     * @param fixed why it cannot be moved; null where it can
     * @param trouble whether something about it does not fit
     */
    record Chip(
            String id,
            String plan,
            String key,
            LocalDate day,
            LocalDateTime start,
            LocalDateTime at,
            int days,
            int order,
            String name,
            @Nullable Integer lot,
            List<String> lanes,
            String tone,
            String state,
            String icon,
            String detail,
            String href,
            boolean recurring,
            @Nullable String fixed,
            boolean trouble) {}

    /**
     * What the live scenarios are expected to send.
     *
     * @param daily all of them, from an ordinary Monday to an ordinary Sunday
     * @param text the estimate as a sentence, with its sample
     */
    record Scenarios(String name, String count, List<Double> daily, String text) {}
}
