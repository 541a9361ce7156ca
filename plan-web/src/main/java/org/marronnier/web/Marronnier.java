package org.marronnier.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application, as one process. */
@SpringBootApplication(scanBasePackages = "org.marronnier")
public class Marronnier {

    public static void main(String[] arguments) {
        SpringApplication.run(Marronnier.class, arguments);
    }
}
