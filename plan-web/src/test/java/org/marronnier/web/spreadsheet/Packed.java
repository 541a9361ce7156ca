package org.marronnier.web.spreadsheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook that is put together part by part, as no program would. */
final class Packed {

    private static final String CONTENT_TYPES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
            </Types>
            """;

    private static final String WORKBOOK =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>
            """;

    private static final String RELATIONS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
            </Relationships>
            """;

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    Packed() {
        with("[Content_Types].xml", CONTENT_TYPES);
        with("xl/workbook.xml", WORKBOOK);
        with("xl/_rels/workbook.xml.rels", RELATIONS);
    }

    Packed with(String name, String text) {
        parts.put(name, text.strip().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** With rows, and what follows them, on its one sheet. */
    Packed withSheet(String rows, String after) {
        return with(
                "xl/worksheets/sheet1.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                        + rows
                        + "</sheetData>"
                        + after
                        + "</worksheet>");
    }

    byte[] bytes() throws IOException {
        return bytes("", 0);
    }

    /** With a part of so many bytes that packs to almost nothing. */
    byte[] bytes(String name, long size) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.setLevel(1);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
            if (size > 0) {
                zip.putNextEntry(new ZipEntry(name));
                var piece = new byte[1 << 20];
                for (long written = 0; written < size; written += piece.length) {
                    zip.write(piece);
                }
            }
        }
        return packed.toByteArray();
    }
}
