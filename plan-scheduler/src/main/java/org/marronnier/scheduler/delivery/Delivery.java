package org.marronnier.scheduler.delivery;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail leaves the house only where the settings name a server for it. */
@Configuration(proxyBeanMethods = false)
class Delivery {

    @Bean
    @ConditionalOnProperty("spring.mail.host")
    SmtpGateway smtpGateway(JavaMailSenderImpl settings) {
        return new SmtpGateway(settings);
    }
}
