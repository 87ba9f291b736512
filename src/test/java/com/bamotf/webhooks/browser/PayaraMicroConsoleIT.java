package com.bamotf.webhooks.browser;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All that is asked of the console. The shop and the club have its JAR in them. */
class PayaraMicroConsoleIT extends ConsoleAcceptance {

  private static final int ABANDONED = 1_000;

  @Override
  ServerProcess newServer(Path folder, Postgres postgres, String database) {
    return PayaraMicro.onPostgres(folder, postgres, database);
  }

  @Override
  Path[] archives() {
    return new Path[] {war(), ConsoleArchives.shop(folder), ConsoleArchives.club(folder)};
  }

  @Override
  @TestFactory
  Stream<DynamicTest> operator() {
    Stream<DynamicTest> day = Browser.walk(ofWar().build(), "operator", "guards", "hostile");
    History.ofAnOutage(postgres, DATABASE, ABANDONED);
    return Stream.concat(day, Browser.walk(ofWar().add("abandoned", ABANDONED).build(), "bulk"));
  }

  @TestFactory
  Stream<DynamicTest> theLinkOfTheStart() {
    Matcher link =
        Pattern.compile(
                "http://localhost:%s/shop/bamotf-console/#link=([\\w-]+) on this".formatted(port()))
            .matcher(server.log());
    String token = link.find() ? link.group(1) : "the log has none";
    return Browser.walk(ofShop("shop").add("link", token).build(), "link");
  }

  @TestFactory
  Stream<DynamicTest> theLoginOfTheHost() {
    return Browser.walk(ofShop("club").build(), "host");
  }

  private int port() {
    return server.uriOf("/").getPort();
  }

  private JsonObjectBuilder ofShop(String name) {
    return config("/" + name + "/bamotf-console/", "api/admin/", "/" + name + "/shop-api/webhook");
  }
}
