package org.marronnier.store.imports;

/** Why a line did not go in. */
public enum RefusalReason {
    MISSING("a value is required"),
    TOO_LONG("the value is longer than this field may be"),
    LINE_TOO_LONG("the line is longer than 1 MB"),
    BAD_UTF8("the text is not UTF-8"),
    NUL("the line holds a NUL character"),
    BAD_NUMBER_OF_FIELDS("the line has not as many fields as the header"),
    UNTERMINATED_QUOTE("a quote is opened and never closed"),
    BAD_QUOTE("text follows a closing quote"),
    BAD_JSON("the line is not one JSON object"),
    TOO_DEEP("the JSON is nested too deeply"),
    WRONG_TYPE("the value is not of the type of this field"),
    BAD_NUMBER("the number is too large or too precise"),
    BAD_EMAIL("this is not an e-mail address"),
    BAD_PHONE("this is not a phone number; write it as E.164 or as the country dials it"),
    BAD_DATE("this is not a date such as 2027-01-31"),
    BAD_INSTANT("this is not an instant such as 2027-01-31T10:00:00Z, with its offset"),
    BAD_CHANNEL("this is not a channel: EMAIL, SMS, PUSH, PHONE, LETTER or WEB"),
    BAD_STATUS("this is not a status: GRANTED, DENIED, WITHDRAWN or PENDING"),
    UNKNOWN_FIELD("consents have no such field"),
    UNKNOWN_CONTACT("no contact has this external id"),
    UNKNOWN_MESSAGE("this contact has no message with this number"),
    ERASED_CONTACT("this contact was erased and stays so"),
    UNSTORABLE("the database cannot hold this line");

    private final String sentence;

    RefusalReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason in English, without a value. */
    public String sentence() {
        return sentence;
    }
}
