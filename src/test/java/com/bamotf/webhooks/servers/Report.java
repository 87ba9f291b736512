package com.bamotf.webhooks.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How a test class ended, by the report of Maven, and what it ran on, by the note beside it.
 *
 * @param tests how many there are, those that were not run included
 * @param whyNotRun what the first test that was skipped says
 * @param day when it ended
 */
record Report(
    int tests, int passed, int skipped, String whyNotRun, LocalDate day, Properties ranOn) {

  /** Empty if the class was not run. */
  static Optional<Report> of(String test, Path folder) throws IOException {
    Path file = folder.resolve("TEST-" + test + ".xml");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      xml.nextTag();
      int tests = number(xml, "tests");
      int skipped = number(xml, "skipped");
      int passed = tests - skipped - number(xml, "failures") - number(xml, "errors");
      return Optional.of(
          new Report(tests, passed, skipped, whyNotRun(xml), day(file), ranOn(test, folder)));
    } catch (XMLStreamException e) {
      throw new IOException(file + " is no report", e);
    }
  }

  private static int number(XMLStreamReader xml, String name) {
    return Integer.parseInt(xml.getAttributeValue(null, name));
  }

  private static String whyNotRun(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("skipped")) {
        return xml.getElementText()
            .lines()
            .findFirst()
            .map(line -> line.replaceFirst(".*TestAbortedException: Assumption failed: ", ""))
            .orElse("no reason given");
      }
    }
    return "";
  }

  private static LocalDate day(Path file) throws IOException {
    return LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
  }

  private static Properties ranOn(String test, Path folder) throws IOException {
    Properties ranOn = new Properties();
    Path note = folder.resolve(test + ".properties");
    if (Files.exists(note)) {
      try (Reader reader = Files.newBufferedReader(note)) {
        ranOn.load(reader);
      }
    }
    return ranOn;
  }

  boolean wasRun() {
    return skipped < tests;
  }

  /** The tests that were skipped count as not passed. */
  String result() {
    return wasRun() ? passed + " of " + tests : ServersTable.NOT_RUN;
  }
}
