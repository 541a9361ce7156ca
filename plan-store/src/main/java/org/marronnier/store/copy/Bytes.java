package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that rows, JSON and COPY data are written into. */
final class Bytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    byte[] array;
    int size;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(size, more)));
        }
    }

    void put(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int from, int length) {
        reserve(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    void putShort(int value) {
        reserve(2);
        array[size++] = (byte) (value >> 8);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        setInt(size, value);
        size += 4;
    }

    void setInt(int at, int value) {
        array[at] = (byte) (value >> 24);
        array[at + 1] = (byte) (value >> 16);
        array[at + 2] = (byte) (value >> 8);
        array[at + 3] = (byte) value;
    }

    void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    /** Appends UTF-8 text as a JSON string, quotes included. */
    void putJson(byte[] text, int from, int length) {
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

    void putJson(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        putJson(utf8, 0, utf8.length);
    }
}
