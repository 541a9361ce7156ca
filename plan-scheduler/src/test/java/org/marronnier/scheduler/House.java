package org.marronnier.scheduler;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.marronnier.domain.run.Run;
import org.marronnier.scheduler.campaign.CampaignRunner;
import org.marronnier.scheduler.campaign.FiringCampaign;
import org.marronnier.scheduler.node.Pulse;
import org.marronnier.scheduler.outbox.OutboxWorker;
import org.marronnier.store.run.Runs;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.util.ClassUtils;

/**
 * One process of the product without its pages: tests move it by hand, and may have several on one
 * database.
 */
public final class House implements AutoCloseable {

    /** So that few contacts make up several of them. */
    private static final Map<String, Object> SMALL_CHUNKS = Map.of("marronnier.run.chunk", "1000");

    /** Found once a JVM: to look for them takes longer than all the rest of a start. */
    private static final Class<?>[] COMPONENTS =
            components(
                    "org.marronnier.scheduler.campaign",
                    "org.marronnier.scheduler.condition",
                    "org.marronnier.scheduler.decision",
                    "org.marronnier.scheduler.enrolment",
                    "org.marronnier.scheduler.outbox",
                    "org.marronnier.scheduler.delivery",
                    "org.marronnier.scheduler.event",
                    "org.marronnier.scheduler.node",
                    "org.marronnier.scheduler.inbound",
                    "org.marronnier.scheduler.weather",
                    "org.marronnier.scheduler.scenario",
                    "org.marronnier.scheduler.trigger",
                    "org.marronnier.scheduler.worker",
                    "org.marronnier.store.event",
                    "org.marronnier.store.run",
                    "org.marronnier.store.scenario",
                    "org.marronnier.store.trigger",
                    "org.marronnier.store.decision",
                    "org.marronnier.store.enrolment",
                    "org.marronnier.store.outbox",
                    "org.marronnier.store.contact",
                    "org.marronnier.store.weather",
                    "org.marronnier.store.inbox",
                    "org.marronnier.store.inbound",
                    "org.marronnier.store.audience");

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Ground {}

    public House(
            DataSource dataSource, PlansInHand plans, Clock clock, Map<String, Object> settings) {
        this(dataSource, plans, clock, settings, _ -> {});
    }

    public House(
            DataSource dataSource,
            PlansInHand plans,
            Clock clock,
            Map<String, Object> settings,
            Consumer<AnnotationConfigApplicationContext> more) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", settings));
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("small chunks", SMALL_CHUNKS));
        context.getBeanFactory()
                .setConversionService(ApplicationConversionService.getSharedInstance());
        // Several houses may stand on it: it is not theirs to close.
        context.registerBean(
                DataSource.class, () -> dataSource, bean -> bean.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(
                JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.registerBean(PlansInHand.class, () -> plans);
        context.registerBean(Clock.class, () -> clock);
        context.register(Ground.class);
        more.accept(context);
        context.register(COMPONENTS);
        context.refresh();
    }

    private static Class<?>[] components(String... packages) {
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(MetadataReader found) {
                        return found.getAnnotationMetadata().isAnnotated(Component.class.getName());
                    }
                };
        return Stream.of(packages)
                .flatMap(name -> scanner.findCandidateComponents(name).stream())
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .toArray(Class<?>[]::new);
    }

    /** A process that only tests move: it has no threads of its own. */
    public static House byHand(DataSource dataSource, PlansInHand plans, Clock clock) {
        var house = new House(dataSource, plans, clock, Map.of("marronnier.workers", "false"));
        house.get(Pulse.class).beat();
        return house;
    }

    /**
     * A process whose mail goes to a server on this machine.
     *
     * @param settings of the process; those that begin with {@code mail.} are of the mail
     */
    public static House mailing(
            DataSource dataSource,
            PlansInHand plans,
            Clock clock,
            int port,
            Map<String, Object> settings) {
        var all = new TreeMap<>(settings);
        all.put("spring.mail.host", "127.0.0.1");
        var house =
                new House(
                        dataSource,
                        plans,
                        clock,
                        all,
                        context ->
                                context.registerBean(
                                        JavaMailSenderImpl.class,
                                        () -> {
                                            var sender = new JavaMailSenderImpl();
                                            sender.setHost("127.0.0.1");
                                            sender.setPort(port);
                                            sender.getJavaMailProperties().putAll(ofMail(settings));
                                            return sender;
                                        }));
        house.get(Pulse.class).beat();
        return house;
    }

    private static Map<String, Object> ofMail(Map<String, Object> settings) {
        var own = new TreeMap<>(settings);
        own.keySet().removeIf(name -> !name.startsWith("mail."));
        return own;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public Run fire(String campaign) {
        var answer = get(FiringCampaign.class).fire(null, campaign, "anna", null);
        return ((FiringCampaign.Answer.Fired) answer).run();
    }

    /** Decides until nothing moves. */
    public void decide() {
        while (get(CampaignRunner.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }
    }

    /** Hands over until nothing waits, and ends the runs that are done. */
    public void deliver() {
        while (get(OutboxWorker.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }
        decide();
    }

    public Run run(long id) {
        return get(Runs.class).find(id).orElseThrow();
    }

    /** The lines of the funnel that are not empty. */
    public Map<String, Long> funnel(long id) {
        return new TreeMap<>(get(Runs.class).funnel(id).lines());
    }

    public List<String> column(String sql) {
        return get(JdbcClient.class).sql(sql).query(String.class).list();
    }

    @Override
    public void close() {
        context.close();
    }
}
