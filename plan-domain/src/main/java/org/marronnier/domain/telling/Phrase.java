package org.marronnier.domain.telling;

import java.util.List;
import java.util.Locale;

/**
 * A sentence about a mistake, or a part of one, in plain English. {@code {0}} stands for its first
 * fact, {@code {0^}} for the same with a capital.
 */
public enum Phrase {
    EXPECTED("{0^} was expected, but {1} was found."),
    QUOTE("Put it in quotes if it is meant as text."),
    NEAREST("Did you mean \"{0}\"?"),
    FOUND_NOTHING("nothing"),
    FOUND_OBJECT("an object"),
    FOUND_LIST("a list"),
    FOUND_TEXT("\"{0}\""),
    FOUND_NUMBER("the number {0}"),
    OR("{0} or {1}"),

    A_NAME("a name"),
    A_WORD("a word"),
    A_TEXT("a text"),
    A_SUBJECT("a subject"),
    A_SOURCE("the name of a law"),
    AN_ADDRESS("an address"),
    A_RECURRENCE_RULE("a recurrence rule"),
    A_TRUTH("true or false"),
    A_YES("true"),
    A_DATE("a date such as 2027-01-31"),
    A_DATE_TIME("a local date and time such as 2027-01-31T10:00"),
    A_TIME("a local time such as \"09:00\""),
    A_CLOSING_TIME("a local time such as \"08:00\", or \"24:00\","),
    A_SPAN("a duration such as P7D or PT30M"),
    A_POSITIVE_SPAN("a duration longer than nothing, such as P7D or PT30M"),
    A_SPAN_NOT_NEGATIVE("a duration such as P7D or PT30M, not below nothing,"),
    AN_OFFSET("an offset in days, such as P7D or -P3D,"),
    A_ZONE("a time zone such as Europe/Paris"),
    A_LOCALE("a language such as fr or fr-FR"),
    A_COUNTRY("a country by its two letters, such as FR,"),
    A_HOLIDAY_COUNTRY("a country whose public holidays are known ({0})"),
    A_NUMBER("a number"),
    A_NUMBER_NOT_NEGATIVE("a number that is not below 0"),
    A_POSITIVE_NUMBER("a number above 0"),
    A_SHARE("a share from 0 to 1, such as 0.05,"),
    A_WHOLE_NUMBER("a whole number from {0} to {1}"),
    A_WHOLE_NUMBER_ABOVE("a whole number of at least {0}"),
    A_KEY("a key (lower-case letters, digits and dashes, at most {0})"),
    A_KEY_OF("the key of a {0}"),
    AN_OPERAND("a text, a number, true or false"),
    A_REENTRY("a rule of re-entry (once, always or a duration such as P90D)"),
    AN_EMAIL("an e-mail address such as club@maison.example"),
    A_LIST("a list"),
    AN_OBJECT("an object"),
    AN_OBJECT_WITH("an object with the fields {0}"),
    A_LIMITED_CONDITION("a condition with a max beside it"),
    ONE_OF("{0} ({1})"),
    A_CHANNEL("a channel"),
    A_MESSAGE_TYPE("a message type"),
    AN_INTENT("an intent"),
    A_STATUS("a status"),
    A_DAY("a day of the week"),
    A_WHEN_CAPPED("an answer to a cap"),
    A_MESSAGE_STATUS("a message status"),
    A_CONSENT_STATUS("a consent status"),
    A_CAMPAIGN_KIND("a kind of campaign"),
    A_MOMENT("a moment"),
    A_REGIME("a regime"),
    A_DIRECTION("a direction"),
    A_CALENDAR_UNIT("a calendar unit"),
    A_UNIT("a unit"),
    AN_OBJECT_OF("{0} (an object with {1})"),
    A_CONDITION("a condition"),
    A_STEP("a step"),
    A_TRIGGER("a trigger"),
    A_WINDOW("a window"),

    PURPOSE("purpose"),
    STAGE("stage"),
    SENDER("sender"),
    DEPARTMENT("department"),
    TOUCHPOINT("touchpoint"),
    SEGMENT("segment"),
    OBJECTIVE("objective"),
    KPI("KPI"),
    TEMPLATE("template"),
    PROGRAMME("programme"),
    SCENARIO("scenario"),
    CAMPAIGN("campaign"),
    RECURRING_CAMPAIGN("recurring campaign"),

    BLANK("It is blank."),
    TOO_LONG("It has {0} characters, and may have {1}."),
    CONTROL_CHARACTER("It holds a control character."),

    FIELD_MISSING("The field {0} is missing."),
    FIELD_UNKNOWN("This field is unknown here."),
    FIELDS_ARE("The fields are {0}."),
    FIELD_TWICE("The field {0} stands here a second time. Keep one."),
    TOO_MANY_FIELDS("At most {0} fields were expected, but {1} were found."),
    TOO_DEEP("This is nested deeper than {0} levels."),
    TOO_MANY_ITEMS("A list of at most {0} items was expected, but {1} were found."),
    TOO_FEW_ITEMS("A list of at least {0} was expected, but {1} were found."),
    ITEM_TWICE("{0^} stands here a second time (first at [{1}])."),
    NAME_TWICE("The {0} {1} stands in this list already (at [{2}])."),
    NO_ALTERNATIVE("This field does not make {0}."),
    ALTERNATIVES("It has one of {0}."),
    ALTERNATIVE_MISSING("{0^} has one of {1}, but none was found."),
    COMPARISON_MISSING("A comparison is missing here: at least one of {0} was expected."),
    RECENCY_MISSING("One of olderThan and newerThan was expected."),
    UNKNOWN_KEY("The key of a {0} of this plan was expected, but there is no {0} {1}."),
    CIRCLE("A condition that does not lead back to itself was expected, but {0} was found."),
    CIRCLE_STEP("{0} {1}"),
    THEN("{0} → {1}"),
    MORE("There are {0} mistakes more. They are told once these are mended."),
    DAY_OUTSIDE("A day of the plan ({0} to {1}) was expected, but {2} was found."),
    ENDS_BEFORE("A date on or after {0} was expected, but {1} was found."),

    OBJECTIVE_OF_BOTH("An objective names a segment or a stage, but both were found."),
    SUBJECT_MISSING("The template of an e-mail must have a subject."),
    SUBJECT_OF_LINES("A subject of one line was expected."),
    CONTENT_MISSING("A template must have html or text."),
    TYPE_MISSING("The field type is missing."),
    NEEDED("The field {0} is missing: a {1} that is {2} must have it."),
    STEPS_MISSING("A scenario that is {0} must have steps."),
    CHANNELS_MISSING("A campaign that is {0} must have channels."),
    PURPOSE_MISSING(
            "The field purpose is missing: {0} messages by {1} need a consent ({2}) for a purpose."),
    RECURRENCE_WRONG(
            "A recurrence rule such as FREQ=WEEKLY;BYDAY=TU was expected, but {0} was found."),
    RECURRENCE_PART_UNKNOWN("\"{0}\" is no part of a recurrence rule. The parts are {1}."),
    RECURRENCE_PART_TWICE("{0} stands twice."),
    RECURRENCE_PART_UNREADABLE("The value of {0} cannot be read."),
    RECURRENCE_FREQUENCY_MISSING("FREQ is missing, such as FREQ=WEEKLY."),
    RECURRENCE_END_TWICE("COUNT and UNTIL exclude each other. Keep one."),
    RECURRENCE_OF_ANOTHER_KIND(
            "Only a campaign of kind recurring has a recurrence; this one is {0}."),
    OCCURRENCES_OF_ANOTHER_KIND(
            "Only a campaign of kind recurring has occurrences to change; this one is {0}."),
    OCCURRENCE_TWICE(
            "The occurrence {0} is changed a second time here. Keep one exception or override of it."),
    SENDER_OF_ANOTHER_CHANNEL("A sender of channel {0} was expected, but {1} is one of {2}."),
    TEMPLATE_OF_ANOTHER_CHANNEL("A template for {0} was expected, but {1} is one for {2}."),
    SENDER_OF_ANOTHER_TYPE(
            "A template whose sender may send {0} was expected, but the sender of {1} ({2}) may not."),
    MERGE_FIELD_UNKNOWN("Contacts have no field {0}, and it has no default (such as {0}|friend)."),
    MERGE_FIELD_BROKEN("This merge field is not closed, or is no name: {0}"),
    SENDER_ADDRESS_MISSING("The sender of e-mails must have an address."),
    LIMIT_MISSING(
            "The rule must say how many messages (max), or after which event there are none (after)."),
    LIMIT_BESIDE_EVENT("A rule that blocks after an event has no {0}."),
    QUIET_WITHOUT_PATTERN(
            "A quiet period has either from and to (with days), or dates, or publicHolidays: none was found."),
    QUIET_WITH_PATTERNS(
            "A quiet period has either from and to (with days), or dates, or publicHolidays: more than one was found."),
    QUIET_FROM_MISSING("The field from is missing, such as \"20:00\"."),
    QUIET_TO_MISSING("The field to is missing, such as \"08:00\"."),
    QUIET_DAYS_MISSING("At least one day was expected. Leave days out for every day."),
    FORECAST_MISSING("At least one measure of the forecast was expected, such as minTemperature."),
    WINDOW_OF_BOTH("A window in days or in hours was expected, but {0} has both."),
    TYPOLOGY_TWICE("The typology names {0} × {1} twice. Keep one line."),
    TOO_MANY_RULES(
            "At most {0} pressure rules can be in force, but this would be {1}. Pause or join some."),
    LEGAL_GONE("{0} is legal ({1}): it can be tightened, not removed."),
    LEGAL_UNMARKED("This is legal ({0}): the mark stays as it is."),
    LEGAL_LOOSENED("This is legal ({0}): it can be tightened, not loosened. The floor is: {1}."),
    LEGAL_PAUSED("This is legal ({0}): it cannot be switched off."),
    WEIGHTS_MISSING("At least one way with a weight above 0 was expected."),
    INVALID("{0}"),

    UNREADABLE("This cannot be read as {0}: {1}"),
    SECOND_DOCUMENT("One document was expected, but a second one starts here."),
    ANCHORS("Anchors (&) and aliases (*) are not read. Write the value out."),
    VALUE_MISSING("A value was expected here."),
    AT_LINE("Line {0}, column {1}: {2}"),
    TOO_MANY_BYTES("A document of at most {0} bytes was expected, but it has {1}."),
    NOT_UTF_8("Text in UTF-8 was expected, but other bytes were found."),
    NO_DOCUMENT("A file of the plan was expected, but none was chosen.");

    private final String english;

    Phrase(String english) {
        this.english = english;
    }

    /** The name of the phrase where phrases are translated, such as {@code field-missing}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String english() {
        return english;
    }

    /** The phrase with its facts, in the order of their places. */
    public Telling with(Object... facts) {
        return new Telling(this, List.of(facts), List.of());
    }
}
