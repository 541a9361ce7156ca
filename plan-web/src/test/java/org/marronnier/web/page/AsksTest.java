package org.marronnier.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AsksTest extends ShopTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void missesNoPageThatTheApplicationMaps() {
        var known = new TreeSet<>(ChangingAsks.ALL);
        Asks.of(new Shop("plan", 500, 1, 1, 1)).forEach(ask -> known.add(ask.mapping()));

        assertThat(Asks.mapped(mappings)).containsExactlyElementsOf(known);
    }
}
