package org.marronnier.web.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A year of a real shop as files to import: its customers as contacts with an invented address, and
 * each invoice, and each of its lines, as an event. Only sales count: lines with a customer, a
 * quantity and a price above zero.
 */
public final class OnlineRetail {

    /** What the shop's own description counts. */
    public static final int LINES = 397_884;

    public static final int CUSTOMERS = 4_338;
    public static final int INVOICES = 18_532;
    public static final BigDecimal TURNOVER = new BigDecimal("8911407.90");

    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Path file;

    private OnlineRetail(Path file) {
        this.file = file;
    }

    /** The data, where it lies beside the house. */
    public static Optional<OnlineRetail> find() {
        return Stream.iterate(
                        Optional.of(Path.of("").toAbsolutePath()),
                        Optional::isPresent,
                        folder -> folder.map(Path::getParent))
                .map(Optional::get)
                .map(
                        folder ->
                                folder.resolve(
                                        "shared/data/online_retail/online_retail_2010_2011.csv.gz"))
                .filter(Files::exists)
                .findFirst()
                .map(OnlineRetail::new);
    }

    /** One invoice: the sum of its lines, at the instant of the first. */
    private static final class Invoice {
        final String customer;
        final LocalDateTime at;
        BigDecimal amount = BigDecimal.ZERO;
        int lines;

        Invoice(String customer, LocalDateTime at) {
            this.customer = customer;
            this.at = at;
        }
    }

    /** Writes the contacts, as CSV. */
    public void writeContacts(Writer out) throws IOException {
        var countries = new TreeMap<String, String>();
        eachSale(sale -> countries.put(customer(sale), sale.getField("Country")));
        out.write("externalId,email,shopCountry\n");
        for (var customer : countries.entrySet()) {
            out.write(
                    "%s,%s@shop.example,%s\n"
                            .formatted(customer.getKey(), customer.getKey(), customer.getValue()));
        }
    }

    /**
     * Writes a consent to offers by e-mail for every customer with an even number, a refusal for
     * the others, as CSV.
     */
    public void writeConsents(Writer out) throws IOException {
        var customers = new TreeMap<String, Boolean>();
        eachSale(
                sale -> {
                    var customer = customer(sale);
                    customers.put(
                            customer, (customer.charAt(customer.length() - 1) - '0') % 2 == 0);
                });
        out.write("externalId,channel,purpose,status,basis,source,proof,at\n");
        for (var customer : customers.entrySet()) {
            out.write(
                    "%s,EMAIL,offers,%s,consent,shop,,2010-12-01T00:00:00Z\n"
                            .formatted(
                                    customer.getKey(), customer.getValue() ? "GRANTED" : "DENIED"));
        }
    }

    /** Writes one purchase an invoice, as NDJSON: its amount and how many lines it has. */
    public void writePurchases(Writer out) throws IOException {
        var invoices = new LinkedHashMap<String, Invoice>();
        eachSale(
                sale -> {
                    var invoice =
                            invoices.computeIfAbsent(
                                    sale.getField("InvoiceNo"),
                                    number -> new Invoice(customer(sale), at(sale)));
                    invoice.amount =
                            invoice.amount.add(
                                    new BigDecimal(sale.getField("Quantity"))
                                            .multiply(new BigDecimal(sale.getField("UnitPrice"))));
                    invoice.lines++;
                });
        for (Map.Entry<String, Invoice> entry : invoices.entrySet()) {
            var invoice = entry.getValue();
            out.write(
                    "{\"id\": \"invoice-%s\", \"externalId\": \"%s\", \"type\": \"purchase\", \"at\": \"%s\", \"amount\": %s, \"lines\": %d}\n"
                            .formatted(
                                    entry.getKey(),
                                    invoice.customer,
                                    invoice.at.atZone(SHOP).toInstant(),
                                    invoice.amount.toPlainString(),
                                    invoice.lines));
        }
    }

    private interface Taker {
        void take(NamedCsvRecord sale);
    }

    private void eachSale(Taker taker) {
        try (var csv =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(file)),
                                        StandardCharsets.UTF_8))) {
            for (var line : csv) {
                if (!line.getField("CustomerID").isEmpty()
                        && Integer.parseInt(line.getField("Quantity")) > 0
                        && new BigDecimal(line.getField("UnitPrice")).signum() > 0) {
                    taker.take(line);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String customer(NamedCsvRecord sale) {
        return sale.getField("CustomerID").replaceFirst("\\.0$", "");
    }

    private static LocalDateTime at(NamedCsvRecord sale) {
        return LocalDateTime.parse(sale.getField("InvoiceDate"), TIMESTAMP);
    }
}
