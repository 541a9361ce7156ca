package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * Many households in columns, filled from front to back: {@link #household}, then each of its
 * contacts with {@link #contact} and what is known of it, then its candidates in rank order.
 * Numbers of zones, kinds, windows and paths are those that one {@link PackedJudgement} gave.
 * Cleared, it takes the next households without new memory.
 */
public final class PackedHouseholds {

    /** The offer of a message that has none. */
    public static final int NO_OFFER = Places.NO_OFFER;

    int households;
    int contacts;
    int messages;
    int rules;
    int candidates;

    /** Where the contacts and the candidates of each household begin; the next one's at the end. */
    int[] contactsFrom = new int[16];

    int[] candidatesFrom = new int[16];

    int[] zone = new int[16];

    /** Where the messages and the own rules of each contact begin; the next one's at the end. */
    int[] messagesFrom = new int[17];

    int[] rulesFrom = new int[17];

    long[] sentAt = new long[64];
    int[] sentKind = new int[64];
    int[] sentOffer = new int[64];

    /** What is a contact's own: a limit, an event that blocks, or a preference. */
    byte[] ruleForm = new byte[16];

    int[] rule = new int[16];
    int[] ruleMax = new int[16];
    long[] ruleValue = new long[16];

    int[] asks = new int[64];
    int[] path = new int[64];
    int[] offer = new int[64];
    long[] due = new long[64];
    long[] expiry = new long[64];
    boolean[] isDropped = new boolean[64];

    static final byte LIMIT = 0;
    static final byte EVENT = 1;
    static final byte PREFERENCE = 2;

    public void clear() {
        households = 0;
        contacts = 0;
        messages = 0;
        rules = 0;
        candidates = 0;
    }

    public int candidates() {
        return candidates;
    }

    /** What the columns take in memory. */
    public long bytes() {
        return 8L * contactsFrom.length
                + 12L * zone.length
                + 16L * sentAt.length
                + 17L * rule.length
                + 29L * asks.length;
    }

    public void household() {
        if (households + 1 == contactsFrom.length) {
            contactsFrom = Arrays.copyOf(contactsFrom, 2 * households + 2);
            candidatesFrom = Arrays.copyOf(candidatesFrom, 2 * households + 2);
        }
        contactsFrom[households] = contacts;
        candidatesFrom[households] = candidates;
        households++;
        contactsFrom[households] = contacts;
        candidatesFrom[households] = candidates;
    }

    public void contact(int zoneNumber) {
        if (contacts == zone.length) {
            zone = Arrays.copyOf(zone, 2 * contacts);
            messagesFrom = Arrays.copyOf(messagesFrom, 2 * contacts + 1);
            rulesFrom = Arrays.copyOf(rulesFrom, 2 * contacts + 1);
        }
        zone[contacts] = zoneNumber;
        messagesFrom[contacts] = messages;
        rulesFrom[contacts] = rules;
        contacts++;
        messagesFrom[contacts] = messages;
        rulesFrom[contacts] = rules;
        contactsFrom[households] = contacts;
    }

    /** A message of the contact that holds its place, with the second it was placed at. */
    public void message(int kind, int offerNumber, long second) {
        if (messages == sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * messages);
            sentKind = Arrays.copyOf(sentKind, 2 * messages);
            sentOffer = Arrays.copyOf(sentOffer, 2 * messages);
        }
        sentAt[messages] = second;
        sentKind[messages] = kind;
        sentOffer[messages] = offerNumber;
        messages++;
        messagesFrom[contacts] = messages;
    }

    /**
     * The contact's own maximum under a rule of the plan.
     *
     * @param ruleNumber its place in {@link RuleBook#pressure}
     */
    public void limit(int ruleNumber, int max) {
        own(LIMIT, ruleNumber, max, 0);
    }

    /** An event of the contact that a blocking rule names. */
    public void event(int ruleNumber, long second) {
        own(EVENT, ruleNumber, 0, second);
    }

    /** The contact's own preference on a channel. */
    public void preference(int channel, int max, int window) {
        own(PREFERENCE, channel, max, window);
    }

    private void own(byte form, int number, int max, long value) {
        if (rules == rule.length) {
            rule = Arrays.copyOf(rule, 2 * rules);
            ruleForm = Arrays.copyOf(ruleForm, 2 * rules);
            ruleMax = Arrays.copyOf(ruleMax, 2 * rules);
            ruleValue = Arrays.copyOf(ruleValue, 2 * rules);
        }
        ruleForm[rules] = form;
        rule[rules] = number;
        ruleMax[rules] = max;
        ruleValue[rules] = value;
        rules++;
        rulesFrom[contacts] = rules;
    }

    /**
     * A candidate that passed gates 1 to 6, next in rank order.
     *
     * @param contact its place in the household, from 0
     * @param drop whether caps suppress it at its first second that is not quiet
     */
    public void candidate(
            int contact,
            int pathNumber,
            int offerNumber,
            long dueAt,
            long expiresAt,
            boolean drop) {
        if (candidates == asks.length) {
            asks = Arrays.copyOf(asks, 2 * candidates);
            path = Arrays.copyOf(path, 2 * candidates);
            offer = Arrays.copyOf(offer, 2 * candidates);
            due = Arrays.copyOf(due, 2 * candidates);
            expiry = Arrays.copyOf(expiry, 2 * candidates);
            isDropped = Arrays.copyOf(isDropped, 2 * candidates);
        }
        asks[candidates] = contact;
        path[candidates] = pathNumber;
        offer[candidates] = offerNumber;
        due[candidates] = dueAt;
        expiry[candidates] = expiresAt;
        isDropped[candidates] = drop;
        candidates++;
        candidatesFrom[households] = candidates;
    }
}
