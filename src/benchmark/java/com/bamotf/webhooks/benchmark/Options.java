package com.bamotf.webhooks.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How much is measured.
 *
 * @param rounds how often each side is measured, in turn; 5 by default
 * @param seconds length of a round; 10 by default
 * @param warmUp seconds of load before the first round; 60 by default
 * @param rate requests signed for each second of load, more than any receiver may take; 20 000 by
 *     default
 * @param rows handled rows in the large table; 5 000 000 by default
 * @param backlog pending rows in the long work list; 100 000 by default
 * @param bulk events requeued or reconciled at once; 10 000 by default
 * @param entries in the inbox that the console shows; 1 000 000 by default
 * @param folder for what the servers and clients write
 */
public record Options(
    int rounds,
    int seconds,
    int warmUp,
    int rate,
    int rows,
    int backlog,
    int bulk,
    int entries,
    Path folder) {

  /**
   * @param text some of {@code rounds}, {@code seconds}, {@code warmup}, {@code rate}, {@code
   *     rows}, {@code backlog}, {@code bulk} and {@code entries}, for example {@code
   *     rounds=3,seconds=5}
   * @throws IllegalArgumentException if it is something else
   */
  static Options parse(String text, Path folder) {
    Map<String, Integer> given = new HashMap<>();
    Arrays.stream(text.split(","))
        .filter(part -> !part.isBlank())
        .forEach(part -> add(given, part));
    Options options =
        new Options(
            take(given, "rounds", 5),
            take(given, "seconds", 10),
            take(given, "warmup", 60),
            take(given, "rate", 20_000),
            take(given, "rows", 5_000_000),
            take(given, "backlog", 100_000),
            take(given, "bulk", 10_000),
            take(given, "entries", 1_000_000),
            folder);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("There is no option " + given.keySet());
    }
    return options;
  }

  /** A moment of each, to see that it works at all. */
  public static Options smoke(Path folder) {
    return new Options(1, 1, 1, 20_000, 2_000, 500, 100, 20_000, folder);
  }

  private static void add(Map<String, Integer> given, String part) {
    String[] nameAndNumber = part.strip().split("=", 2);
    if (nameAndNumber.length < 2 || !nameAndNumber[1].matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "The option \"" + part + "\" must be a name, = and a number above zero");
    }
    given.put(nameAndNumber[0], Integer.valueOf(nameAndNumber[1]));
  }

  private static int take(Map<String, Integer> given, String name, int otherwise) {
    Integer number = given.remove(name);
    return number == null ? otherwise : number;
  }
}
