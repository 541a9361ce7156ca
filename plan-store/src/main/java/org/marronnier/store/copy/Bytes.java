package org.marronnier.store.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A growing array of bytes that rows, JSON and COPY data are written into. */
public final class Bytes {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The number of the type text. */
    private static final int TEXT = 25;

    /** The version of jsonb's binary form. */
    private static final int JSONB = 1;

    /** In days. */
    private static final long YEAR_2000 = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Written up to {@link #size}; another array after {@link #reserve}. */
    public byte[] array;

    /** How many bytes are written. */
    public int size;

    /**
     * @param capacity how many bytes it can take before it grows
     */
    public Bytes(int capacity) {
        array = new byte[capacity];
    }

    /** Forgets what is written, and keeps the array. */
    public void clear() {
        size = 0;
    }

    /** Whether both hold the same bytes. */
    public boolean isSameAs(Bytes other) {
        return Arrays.equals(array, 0, size, other.array, 0, other.size);
    }

    /** Makes room for more bytes. */
    public void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(size, more)));
        }
    }

    /** Appends the lowest byte of a number. */
    public void put(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    public void put(byte[] bytes, int from, int length) {
        reserve(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    /** Appends the two lowest bytes of a number, as all numbers the highest first. */
    public void putShort(int value) {
        reserve(2);
        array[size++] = (byte) (value >> 8);
        array[size++] = (byte) value;
    }

    public void putInt(int value) {
        reserve(4);
        setInt(size, value);
        size += 4;
    }

    /** Writes four bytes over those at a place. */
    public void setInt(int at, int value) {
        array[at] = (byte) (value >> 24);
        array[at + 1] = (byte) (value >> 16);
        array[at + 2] = (byte) (value >> 8);
        array[at + 3] = (byte) value;
    }

    public void putLong(long value) {
        reserve(8);
        LONG.set(array, size, value);
        size += 8;
    }

    /** A field of eight bytes, with its length before it. */
    public void putLongField(long value) {
        putInt(8);
        putLong(value);
    }

    /** A field of text, with its length before it; no value where it is null. */
    public void putTextField(@Nullable String text) {
        if (text == null) {
            putInt(-1);
            return;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        put(utf8);
    }

    /** A field of an array of texts, with its length before it. */
    public void putTextsField(Collection<String> texts) {
        var length = size;
        putInt(0);
        putInt(texts.isEmpty() ? 0 : 1);
        putInt(0);
        putInt(TEXT);
        if (!texts.isEmpty()) {
            putInt(texts.size());
            putInt(1);
            texts.forEach(this::putTextField);
        }
        setInt(length, size - length - 4);
    }

    /** A field of JSON as jsonb takes it, with its length before it. */
    public void putJsonField(String json) {
        var utf8 = json.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length + 1);
        put(JSONB);
        put(utf8);
    }

    /** A field of an instant, with its length before it; no value where it is null. */
    public void putInstantField(@Nullable Instant instant) {
        if (instant == null) {
            putInt(-1);
        } else {
            putLongField(Micros.of(instant));
        }
    }

    /** A field of a date, with its length before it; no value where it is null. */
    public void putDateField(@Nullable LocalDate date) {
        if (date == null) {
            putInt(-1);
        } else {
            putInt(4);
            putInt(Math.toIntExact(date.toEpochDay() - YEAR_2000));
        }
    }

    /** Appends UTF-8 text as a JSON string, quotes included. */
    public void putJson(byte[] text, int from, int length) {
        reserve(length * 6 + 2);
        array[size++] = '"';
        for (int i = from; i < from + length; i++) {
            byte b = text[i];
            if (b == '"' || b == '\\') {
                array[size++] = '\\';
                array[size++] = b;
            } else if (b >= 0 && b < 0x20) {
                array[size++] = '\\';
                array[size++] = 'u';
                array[size++] = '0';
                array[size++] = '0';
                array[size++] = HEX[b >> 4];
                array[size++] = HEX[b & 15];
            } else {
                array[size++] = b;
            }
        }
        array[size++] = '"';
    }

    public void putJson(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        putJson(utf8, 0, utf8.length);
    }
}
