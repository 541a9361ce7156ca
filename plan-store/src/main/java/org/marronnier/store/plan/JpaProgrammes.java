package org.marronnier.store.plan;

import java.util.List;
import java.util.Optional;
import org.marronnier.domain.programme.Programme;
import org.marronnier.domain.programme.Programmes;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The programmes of all plans in PostgreSQL. */
interface JpaProgrammes extends Programmes, Repository<Programme, Long> {

    @Override
    @Query(
            """
            select r from Programme r join Plan p on p.id = r.planId
            where p.key = :plan and r.key = :key and r.archivedAt is null""")
    Optional<Programme> find(String plan, String key);

    @Override
    @Query(
            """
            select r from Programme r join Plan p on p.id = r.planId
            where p.key = :plan and r.archivedAt is null order by r.position, r.id""")
    List<Programme> of(String plan);
}
