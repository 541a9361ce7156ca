package org.marronnier.domain.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;

/**
 * The rules of a country as the product knows them. A rule of a plan that says it came with a pack
 * is measured against that pack, whatever else was tightened meanwhile.
 *
 * @param country by its ISO 3166 code
 * @param typology the least consent that is asked for
 */
public record LegalPack(
        String key,
        String country,
        List<PressureRule> pressure,
        List<QuietPeriod> quiet,
        List<Typology.Line> typology) {

    public LegalPack {
        pressure = List.copyOf(pressure);
        quiet = List.copyOf(quiet);
        typology = List.copyOf(typology);
    }

    /** How many rules, periods and regimes it holds. */
    public int size() {
        return pressure.size() + quiet.size() + typology.size();
    }

    /** Whether something came with this pack. */
    public boolean marks(@Nullable Legal legal) {
        return legal != null && key.equals(legal.pack());
    }
}
