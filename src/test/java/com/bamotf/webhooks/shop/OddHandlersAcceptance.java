package com.bamotf.webhooks.shop;

import static com.bamotf.webhooks.shop.Host.SUCCESS;
import static com.bamotf.webhooks.shop.Host.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Http;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.shop.odd.OddHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Handlers that lose, end or spoil their transaction: their work and the inbox entry go together,
 * or not at all, and none of them costs a connection. Each is done more often than there are
 * connections in the pool, which are 32.
 */
abstract class OddHandlersAcceptance extends OnServer {

  private static final int MORE_THAN_THE_POOL = 40;

  /**
   * Those that hold something: GlassFish's pool begins one by looking whether a connection works.
   */
  private static final String OPEN_TRANSACTIONS =
      """
      select string_agg(now() - xact_start || ' ' || query, ' | ') from pg_stat_activity
      where state like 'idle in transaction%' and backend_xid is not null and datname = current_database()
      """;

  private Host odd;

  @Override
  Path[] archives() {
    postgres.execute(
        DATABASE,
        """
        create table odd_row (intent varchar(255), what varchar(255));
        create table odd_once (intent varchar(255) unique deferrable initially deferred);
        """);
    WebArchive war = ShopWar.copy("odd");
    war.delete("/WEB-INF/classes/com/example/shop");
    war.delete("/WEB-INF/classes/META-INF/persistence.xml");
    war.addPackage(OddHandler.class.getPackage())
        .addAsResource(
            new StringAsset("bamotf.dispatch.max-attempts=2\n"),
            "META-INF/microprofile-config.properties");
    return new Path[] {ShopWar.write(war, folder)};
  }

  @Override
  void awaitStarted() {
    odd = new Host(server, "/odd/api").awaitStarted();
  }

  @BeforeEach
  void everythingWorks() {
    String intent = send("nothing", "nothing");
    awaitEnded(List.of(intent));
    assertThat(statuses(List.of(intent))).containsExactly("HANDLED");
    assertThat(rows(List.of(intent))).isEqualTo(1);
  }

  @Test
  void aNewTransactionWhoseCommitFailsAndIsCaught() {
    assertNothingIsLeftOf("fails in a new transaction and catches", losesTransactions());
  }

  @Test
  void aNewTransactionWhoseCommitFails() {
    assertNothingIsLeftOf("fails in a new transaction", true);
  }

  @Test
  void anEnterpriseBeansNewTransactionWhoseCommitFailsAndIsCaught() {
    assertNothingIsLeftOf("fails in an enterprise bean's and catches", false);
  }

  @Test
  void aHandlerThatRollsItsTransactionBack() {
    assertNothingIsLeftOf("rolls back and returns", true);
    assertNothingIsLeftOf("rolls back, refused or not, and returns", true);
  }

  @Test
  void aHandlerThatMarksItsTransactionForRollback() {
    assertNothingIsLeftOf("marks for rollback and returns", true);
  }

  @Test
  void anObserverAfterSuccessThatReads() {
    List<String> intents = handled("reads");
    intents.forEach(intent -> await().until(() -> notes(intent).count() == 2));
    assertThat(intents.stream().flatMap(this::notes).distinct())
        .containsExactly("told", readsAfterwards() ? "read 1" : "refused java.sql.SQLException");
  }

  @Test
  void anObserverAfterSuccessThatWrites() {
    List<String> intents = handled("writes");
    if (writesAfterwards()) {
      await().until(() -> rows(intents) == 2 * intents.size());
    } else {
      intents.forEach(
          intent ->
              await().until(() -> notes(intent).anyMatch(note -> note.startsWith("refused"))));
    }
  }

  @Test
  void anObserverAfterSuccessThatWritesInATransactionOfItsOwn() {
    List<String> intents = handled("writes in a new transaction");
    await().until(() -> rows(intents) == 2 * intents.size());
  }

  @Test
  void anObserverAfterSuccessThatThrowsIsToldOfInTheLog() {
    String intent = send("nothing", "throws");
    await()
        .until(
            () ->
                server
                    .log()
                    .lines()
                    .anyMatch(line -> line.contains("BAMOTF409") && line.contains(intent)));
    assertThat(statuses(List.of(intent))).containsExactly("HANDLED");
    assertThat(server.log()).contains("no mail server");
  }

  /** No observer takes it; the handler that does may come with the next deployment. */
  @Test
  void anEventWithoutAHandlerIsKeptAsUnobserved() {
    String intent = Host.newIntent();
    Http.postSigned(odd.uri("/webhook"), Host.SECRET, Bodies.event(intent, "processing"));
    awaitEnded(List.of(intent));
    assertThat(statuses(List.of(intent))).containsExactly("UNOBSERVED");
  }

  /** Whether the container does not resume a transaction after another one failed to commit. */
  boolean losesTransactions() {
    return false;
  }

  boolean readsAfterwards() {
    return true;
  }

  boolean writesAfterwards() {
    return true;
  }

  private void assertNothingIsLeftOf(String handling, boolean fails) {
    List<String> intents = send(MORE_THAN_THE_POOL, handling, "nothing");
    awaitEnded(intents);
    assertThat(statuses(intents))
        .as(
            () ->
                value(
                    "select string_agg(distinct last_error, ' | ') from bamotf_inbox where payment_intent_id in "
                        + among(intents)))
        .containsOnly(fails ? "ABANDONED" : "HANDLED");
    assertThat(rows(intents)).isEqualTo(fails ? 0 : intents.size());
    if (fails) {
      assertThat(intents.stream().flatMap(this::notes)).as("observers after success").isEmpty();
    }
    awaitNoOpenTransaction();
    everythingWorks();
  }

  private List<String> handled(String afterwards) {
    List<String> intents = send(MORE_THAN_THE_POOL, "nothing", afterwards);
    awaitEnded(intents);
    assertThat(statuses(intents)).containsOnly("HANDLED");
    awaitNoOpenTransaction();
    everythingWorks();
    return intents;
  }

  private void awaitNoOpenTransaction() {
    await().untilAsserted(() -> assertThat(value(OPEN_TRANSACTIONS)).isNull());
  }

  private List<String> send(int count, String handling, String afterwards) {
    return Stream.generate(() -> send(handling, afterwards)).limit(count).toList();
  }

  private String send(String handling, String afterwards) {
    String intent = Host.newIntent();
    String metadata = "{\"does\":\"%s\",\"afterwards\":\"%s\"}".formatted(handling, afterwards);
    assertThat(odd.pay(intent, metadata).body()).isEqualTo(SUCCESS);
    return intent;
  }

  private void awaitEnded(List<String> intents) {
    await().until(() -> statuses(intents).stream().noneMatch("PENDING"::equals));
  }

  private List<String> statuses(List<String> intents) {
    return value(
            "select string_agg(status, ' ') from bamotf_inbox where payment_intent_id in "
                + among(intents))
        .lines()
        .flatMap(line -> Stream.of(line.split(" ")))
        .toList();
  }

  private int rows(List<String> intents) {
    return Integer.parseInt(
        value("select count(*) from odd_row where intent in " + among(intents)));
  }

  private static String among(List<String> intents) {
    return intents.stream().collect(Collectors.joining("', '", "('", "')"));
  }

  private Stream<String> notes(String intent) {
    return Http.get(odd.uri("/notes/" + intent)).body().lines();
  }

  private String value(String sql) {
    return postgres.value(DATABASE, sql);
  }
}
