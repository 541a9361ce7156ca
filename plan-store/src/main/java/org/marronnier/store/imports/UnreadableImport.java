package org.marronnier.store.imports;

/** The end of an import whose file cannot be read (on). */
final class UnreadableImport extends RuntimeException {

    private final ImportFailure failure;
    private final String detail;

    UnreadableImport(ImportFailure failure, String detail) {
        super(failure.sentence(detail));
        this.failure = failure;
        this.detail = detail;
    }

    ImportFailure failure() {
        return failure;
    }

    String detail() {
        return detail;
    }
}
