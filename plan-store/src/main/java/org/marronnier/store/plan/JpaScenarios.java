package org.marronnier.store.plan;

import java.util.List;
import java.util.Optional;
import org.marronnier.domain.scenario.Scenario;
import org.marronnier.domain.scenario.Scenarios;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The scenarios of all programmes in PostgreSQL. */
interface JpaScenarios extends Scenarios, Repository<Scenario, Long> {

    @Override
    @Query(
            """
            select s from Scenario s
            join Programme r on r.id = s.programmeId
            join Plan p on p.id = s.planId
            where p.key = :plan and r.key = :programme and s.key = :key and s.archivedAt is null""")
    Optional<Scenario> find(String plan, String programme, String key);

    @Override
    @Query(
            """
            select s from Scenario s
            join Programme r on r.id = s.programmeId
            join Plan p on p.id = s.planId
            where p.key = :plan and r.key = :programme and s.archivedAt is null
            order by s.position, s.id""")
    List<Scenario> of(String plan, String programme);
}
