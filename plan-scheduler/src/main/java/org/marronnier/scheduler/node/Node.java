package org.marronnier.scheduler.node;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** This process: a name that no other has or had. */
@Component
public class Node {

    private final String id = UUID.randomUUID().toString();

    public String id() {
        return id;
    }
}
