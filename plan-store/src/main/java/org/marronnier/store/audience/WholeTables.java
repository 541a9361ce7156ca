package org.marronnier.store.audience;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How the statements of one transaction are planned that read whole tables. */
final class WholeTables {

    private WholeTables() {}

    /**
     * Plans for a statement that reads whole tables once: facts are hashed in memory, and no
     * contact is looked up on its own, which the planner would choose whenever it takes an
     * aggregate's bound for a narrow one. One process does it all: parallel ones would each group
     * the same facts again, and leave no core to the pages.
     */
    static void makeRoom(JdbcClient jdbc) {
        jdbc.sql(
                        """
                        select set_config('work_mem', '128MB', true),
                               set_config('hash_mem_multiplier', '3', true),
                               set_config('enable_nestloop', 'off', true),
                               set_config('random_page_cost', '4', true),
                               set_config('max_parallel_workers_per_gather', '0', true),
                               set_config('jit', 'off', true)
                        """)
                .query((_, _) -> true)
                .single();
    }
}
