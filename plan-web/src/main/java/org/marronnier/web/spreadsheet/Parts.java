package org.marronnier.web.spreadsheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of a packed workbook. All are unpacked once to be counted, so that nothing that grows
 * beyond {@link Limits} is ever read; on the way the merged areas of each sheet are noted.
 */
final class Parts {

    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String SHARED_TEXTS = "xl/sharedStrings.xml";
    private static final String SHEETS = "xl/worksheets/";
    private static final int LONGEST_INDEX = 1 << 20;

    private static final Pattern SHEET =
            Pattern.compile("<(?:\\w+:)?sheet\\s[^>]*?\\w+:id=\"([^\"]+)\"");
    private static final Pattern RELATION = Pattern.compile("<Relationship\\s[^>]*>");
    private static final Pattern ID = Pattern.compile("\\sId=\"([^\"]+)\"");
    private static final Pattern TARGET = Pattern.compile("\\sTarget=\"/?(?:xl/)?([^\"]+)\"");

    private final List<String> sheets;
    private final Map<String, MergedAreas> merged;

    private Parts(List<String> sheets, Map<String, MergedAreas> merged) {
        this.sheets = sheets;
        this.merged = merged;
    }

    /** Unpacks and counts all parts. */
    static Parts check(byte[] bytes) throws UnreadableSheet {
        try (var zip =
                ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                        .get()) {
            var merged = new HashMap<String, MergedAreas>();
            var entries = Collections.list(zip.getEntries());
            if (entries.size() > Limits.PARTS) {
                throw new UnreadableSheet(UnreadableSheet.Why.BOMB);
            }
            if (zip.getEntry(WORKBOOK) == null) {
                throw new UnreadableSheet(UnreadableSheet.Why.OTHER_FORMAT);
            }
            long left = Limits.UNPACKED;
            for (var entry : entries) {
                left -= unpack(zip, entry, left, merged);
            }
            return new Parts(sheets(text(zip, WORKBOOK), text(zip, RELATIONS)), merged);
        } catch (IOException | RuntimeException _) {
            throw new UnreadableSheet(UnreadableSheet.Why.BROKEN);
        }
    }

    /** The merged areas of a sheet, by its place. */
    MergedAreas merged(int sheet) {
        return sheet < sheets.size()
                ? merged.getOrDefault(sheets.get(sheet), MergedAreas.NONE)
                : MergedAreas.NONE;
    }

    private static long unpack(
            ZipFile zip, ZipArchiveEntry entry, long left, Map<String, MergedAreas> merged)
            throws IOException, UnreadableSheet {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new UnreadableSheet(UnreadableSheet.Why.PROTECTED);
        }
        var most =
                entry.getName().equals(SHARED_TEXTS) ? Math.min(left, Limits.SHARED_TEXTS) : left;
        try (var in = new Counted(zip.getInputStream(entry), most)) {
            if (entry.getName().startsWith(SHEETS)) {
                merged.put(entry.getName(), MergedAreas.read(in));
            } else {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (in.left() < 0) {
                throw new UnreadableSheet(UnreadableSheet.Why.BOMB);
            }
            return most - in.left();
        }
    }

    /** The part of each sheet, in their order; those that cannot be told are left out. */
    private static List<String> sheets(String workbook, String relations) {
        var targets = new HashMap<String, String>();
        RELATION.matcher(relations)
                .results()
                .map(MatchResult::group)
                .forEach(
                        relation -> {
                            var id = ID.matcher(relation);
                            var target = TARGET.matcher(relation);
                            if (id.find() && target.find()) {
                                targets.put(id.group(1), "xl/" + target.group(1));
                            }
                        });
        return SHEET.matcher(workbook)
                .results()
                .map(found -> targets.getOrDefault(found.group(1), ""))
                .toList();
    }

    private static String text(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            return "";
        }
        try (var in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(LONGEST_INDEX), StandardCharsets.UTF_8);
        }
    }

    /** A part that ends where it has grown too large. */
    private static final class Counted extends FilterInputStream {

        private long left;

        Counted(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        /** How many bytes were left; below zero where the part has more. */
        long left() {
            return left;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("Parts are read in pieces.");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left < 0) {
                return -1;
            }
            int read = super.read(buffer, offset, length);
            left -= Math.max(read, 0);
            return left < 0 ? -1 : read;
        }
    }
}
