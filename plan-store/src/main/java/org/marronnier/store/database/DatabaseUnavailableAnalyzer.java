package org.marronnier.store.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says a missing database in words in place of a stack trace. */
final class DatabaseUnavailableAnalyzer extends AbstractFailureAnalyzer<DatabaseUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DatabaseUnavailable cause) {
        return new FailureAnalysis(cause.getMessage(), cause.wayOut(), cause);
    }
}
