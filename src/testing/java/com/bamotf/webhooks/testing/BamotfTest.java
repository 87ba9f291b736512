package com.bamotf.webhooks.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs the library's own receive, inbox and dispatch code with your beans in the test's JVM: in a
 * Weld container, with Narayana's JTA transactions, an H2 in memory and your persistence unit.
 *
 * <pre>{@code
 * @BamotfTest(Orders.class)
 * class OrdersTest {
 *   @Test
 *   void paidOnce(BamotfScenario bamotf, EntityManager em) { … }
 * }
 * }</pre>
 *
 * <p>A test method can have parameters of these types: {@link BamotfScenario}, {@link
 * jakarta.persistence.EntityManager}, {@link java.time.Clock}, and the type of any bean. The beans
 * are new for each test, and all tables are empty.
 *
 * <p>Enterprise beans ({@code @Stateless}, {@code @Singleton}, {@code @Stateful}) become CDI beans
 * with the same transaction attributes; timers, security, pools and remote calls are left out.
 * {@code @PersistenceContext}, {@code @PersistenceUnit}, {@code @EJB}, and {@code @Resource} for
 * the data source and the transaction are injected. Tests with this annotation never run in
 * parallel.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BamotfExtension.class)
@ResourceLock("com.bamotf.webhooks.testing")
public @interface BamotfTest {

  /** Your beans: the handlers and what they inject, whether or not they name a scope. */
  Class<?>[] value();

  /**
   * Settings as {@code name=value}, above all other sources of MicroProfile Config, such as {@code
   * bamotf.dispatch.max-attempts=3}.
   */
  String[] settings() default {};

  /**
   * The persistence unit of an {@code EntityManager} parameter, and of injection points that name
   * none. Needed only if there is more than one {@code persistence-unit} on the class path.
   */
  String unit() default "";

  /**
   * Properties for the persistence units as {@code name=value}, above those of {@code
   * persistence.xml}. By default, the tables of the entities are created, unless {@code
   * persistence.xml} has another {@code schema-generation.database.action} than {@code none}.
   */
  String[] persistence() default {};
}
