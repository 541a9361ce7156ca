package org.marronnier.engine.decision;

/**
 * A kind of message as the rules of a plan read it; bit r stands for the rule at r.
 *
 * @param number among the kinds that were asked for, from 0
 * @param restricting the rules that restrict messages of the kind
 * @param counting those that count them
 * @param ofContact those that count them over a contact, whatever their offer
 * @param ofHousehold those that count them over a household, whatever their offer
 * @param set which of {@link CompiledRules#sets} restricts them
 * @param slot where their quiet times stand
 */
record CompiledKind(
        int number,
        MessageKind kind,
        long restricting,
        long counting,
        long ofContact,
        long ofHousehold,
        int set,
        int slot) {}
