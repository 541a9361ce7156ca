package org.marronnier.web.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Two years of a real shop, line by line: what was bought, and what was cancelled. */
public final class ShopYears {

    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** The second file begins here; the lines of the first from here on stand in both. */
    private static final LocalDateTime SECOND = LocalDateTime.parse("2010-12-01T00:00:00");

    private final Path folder;

    /**
     * A line of an invoice; the number of a cancellation begins with C.
     *
     * @param amount quantity times price
     */
    public record Line(
            String invoice, String product, String customer, Instant at, BigDecimal amount) {

        public boolean isCancellation() {
            return invoice.startsWith("C");
        }
    }

    private ShopYears(Path folder) {
        this.folder = folder;
    }

    /** The data, where it lies beside the house. */
    public static Optional<ShopYears> find() {
        return Stream.iterate(
                        Optional.of(Path.of("").toAbsolutePath()),
                        Optional::isPresent,
                        folder -> folder.map(Path::getParent))
                .map(Optional::get)
                .map(folder -> folder.resolve("shared/data/online_retail"))
                .filter(folder -> Files.exists(folder.resolve("online_retail_2009_2010.csv.gz")))
                .filter(folder -> Files.exists(folder.resolve("online_retail_2010_2011.csv.gz")))
                .findFirst()
                .map(ShopYears::new);
    }

    /** The lines that have a customer and a price. */
    public void eachLine(Consumer<Line> taker) {
        read("online_retail_2009_2010.csv.gz", "Invoice", "Price", LocalDateTime.MIN, taker);
        read("online_retail_2010_2011.csv.gz", "InvoiceNo", "UnitPrice", SECOND, taker);
    }

    private void read(
            String file, String invoice, String price, LocalDateTime from, Consumer<Line> taker) {
        try (var csv =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(
                                        new GZIPInputStream(
                                                Files.newInputStream(folder.resolve(file))),
                                        StandardCharsets.UTF_8))) {
            for (var line : csv) {
                var at = LocalDateTime.parse(line.getField("InvoiceDate"), TIMESTAMP);
                var isOfThisFile =
                        !at.isBefore(from) && (from.equals(SECOND) || at.isBefore(SECOND));
                var each = new BigDecimal(line.getField(price));
                if (isOfThisFile && !line.getField("CustomerID").isEmpty() && each.signum() > 0) {
                    taker.accept(
                            new Line(
                                    line.getField(invoice),
                                    line.getField("StockCode"),
                                    customer(line),
                                    at.atZone(SHOP).toInstant(),
                                    each.multiply(new BigDecimal(line.getField("Quantity")))));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String customer(NamedCsvRecord line) {
        return line.getField("CustomerID").replaceFirst("\\.0$", "");
    }
}
