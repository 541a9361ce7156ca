package org.marronnier.store;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Where the persistence provider finds the entities and the repositories, whoever starts the
 * application.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan({"org.marronnier.domain", "org.marronnier.store"})
@EnableJpaRepositories(basePackages = "org.marronnier.store", considerNestedRepositories = true)
class StoreConfiguration {

    /** A plan of a thousand campaigns is written in a few batches. */
    @Bean
    HibernatePropertiesCustomizer writesInBatches() {
        return properties -> {
            properties.put("hibernate.jdbc.batch_size", 100);
            properties.put("hibernate.order_inserts", true);
            properties.put("hibernate.order_updates", true);
            properties.put("hibernate.jdbc.batch_versioned_data", true);
        };
    }
}
