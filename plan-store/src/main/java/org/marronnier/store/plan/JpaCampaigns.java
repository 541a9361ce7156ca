package org.marronnier.store.plan;

import java.util.List;
import java.util.Optional;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.campaign.Campaigns;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The campaigns of all plans in PostgreSQL. */
interface JpaCampaigns extends Campaigns, Repository<Campaign, Long> {

    @Override
    @Query(
            """
            select c from Campaign c join Plan p on p.id = c.planId
            where p.key = :plan and c.key = :key and c.archivedAt is null""")
    Optional<Campaign> find(String plan, String key);

    @Override
    @Query(
            """
            select c from Campaign c join Plan p on p.id = c.planId
            where p.key = :plan and c.archivedAt is null order by c.position, c.id""")
    List<Campaign> of(String plan);

    @Override
    @Query(
            """
            select p.key from Campaign c join Plan p on p.id = c.planId
            where c.key = :key and c.archivedAt is null order by p.key""")
    List<String> plansWith(String key);
}
