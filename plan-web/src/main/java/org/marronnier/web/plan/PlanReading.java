package org.marronnier.web.plan;

import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Recurrences;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How plan documents are read here. */
@Configuration(proxyBeanMethods = false)
class PlanReading {

    @Bean
    PlanReader planReader() {
        return new PlanReader(Recurrences.bySyntax());
    }
}
