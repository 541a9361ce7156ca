package org.marronnier.store.imports;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Contacts: {@link #COLUMNS} behind the key, and in the tail the names of the emptied attributes,
 * which known fields the row has (one bit each), and its place in the batch.
 */
final class ContactEncoder extends Encoder {

    /** The columns of the body, and of each the known field that it comes from. */
    static final String[] COLUMNS = {
        "email",
        "email_key",
        "phone",
        "first_name",
        "last_name",
        "birth_date",
        "street",
        "postcode",
        "city",
        "country",
        "language",
        "zone",
        "known_zone",
        "household"
    };

    static final int[] FIELDS = {1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 12};

    private static final int TEXT_ARRAY_OF = 25;
    private static final int LONGEST_PHONE = 40;
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final String country;
    private final Supplier<Set<String>> zones;
    private final EmailSyntax emails = new EmailSyntax();

    /**
     * @param country the ISO 3166 code of the country in which national phone numbers are dialled
     * @param zones the time zones that the database knows
     */
    ContactEncoder(String country, Supplier<Set<String>> zones) {
        super(ImportKind.CONTACTS);
        this.country = country;
        this.zones = zones;
    }

    @Override
    @Nullable Refusal write(Row row, Batch batch) {
        var refusal = key(row, batch);
        if (refusal == null) {
            refusal = email(row, batch);
        }
        if (refusal == null) {
            refusal = phone(row, batch);
        }
        for (int field = 3; refusal == null && field <= 4; field++) {
            refusal = text(row, batch, field, LONGEST_TEXT);
        }
        if (refusal == null) {
            refusal = birthDate(row, batch);
        }
        for (int field = 6; refusal == null && field <= 11; field++) {
            refusal = text(row, batch, field, LONGEST_TEXT);
        }
        if (refusal == null) {
            knownZone(row, batch);
            refusal = text(row, batch, 12, LONGEST_WORD);
        }
        if (refusal == null) {
            json(row, batch);
            tail(row, batch);
        }
        return refusal;
    }

    private @Nullable Refusal email(Row row, Batch batch) {
        int length = row.length[1];
        if (length <= 0) {
            batch.data.putInt(-1);
            batch.data.putInt(-1);
            return null;
        }
        if (!emails.isValid(row.bytes, row.start[1], length)) {
            return refuse(row, 1, RefusalReason.BAD_EMAIL);
        }
        batch.data.putInt(length);
        batch.data.put(row.bytes, row.start[1], length);
        int at = batch.data.size;
        batch.data.putInt(0);
        EmailSyntax.key(row.bytes, row.start[1], length, batch.data);
        batch.data.setInt(at, batch.data.size - at - 4);
        return null;
    }

    private @Nullable Refusal phone(Row row, Batch batch) {
        if (row.length[2] <= 0) {
            batch.data.putInt(-1);
            return null;
        }
        if (row.length[2] > LONGEST_PHONE) {
            return refuse(row, 2, RefusalReason.BAD_PHONE);
        }
        try {
            var number = PHONES.parse(row.text(2), country);
            if (number.hasExtension() || !PHONES.isPossibleNumber(number)) {
                return refuse(row, 2, RefusalReason.BAD_PHONE);
            }
            var e164 = PHONES.format(number, PhoneNumberFormat.E164);
            batch.data.putInt(e164.length());
            batch.data.put(e164.getBytes(StandardCharsets.US_ASCII));
            return null;
        } catch (NumberParseException faulty) {
            return refuse(row, 2, RefusalReason.BAD_PHONE);
        }
    }

    private @Nullable Refusal birthDate(Row row, Batch batch) {
        if (row.length[5] <= 0) {
            batch.data.putInt(-1);
            return null;
        }
        long days = InstantSyntax.days(row.bytes, row.start[5], row.length[5]);
        if (days == InstantSyntax.BAD) {
            return refuse(row, 5, RefusalReason.BAD_DATE);
        }
        batch.data.putInt(4);
        batch.data.putInt((int) days);
        return null;
    }

    private void knownZone(Row row, Batch batch) {
        if (row.length[11] > 0 && zones.get().contains(row.text(11))) {
            batch.data.putInt(row.length[11]);
            batch.data.put(row.bytes, row.start[11], row.length[11]);
        } else {
            batch.data.putInt(-1);
        }
    }

    private static void tail(Row row, Batch batch) {
        batch.startTail();
        var data = batch.data;
        int header = row.clearedCount == 0 ? 12 : 20;
        data.putInt(header + row.cleared.size);
        data.putInt(row.clearedCount == 0 ? 0 : 1);
        data.putInt(0);
        data.putInt(TEXT_ARRAY_OF);
        if (row.clearedCount > 0) {
            data.putInt(row.clearedCount);
            data.putInt(1);
            data.put(row.cleared.array, 0, row.cleared.size);
        }
        int present = 0;
        for (int field = 1; field < row.length.length; field++) {
            if (row.length[field] >= 0) {
                present |= 1 << field;
            }
        }
        batch.present[batch.count] = present;
        data.putInt(4);
        data.putInt(present);
        data.putInt(4);
        data.putInt(batch.count);
    }
}
