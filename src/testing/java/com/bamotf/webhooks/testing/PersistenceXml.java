package com.bamotf.webhooks.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The persistence units of the class path: their names and properties. */
final class PersistenceXml {

  private static final String ACTION = "jakarta.persistence.schema-generation.database.action";

  private final Map<String, Map<String, String>> propertiesByUnit = new TreeMap<>();

  PersistenceXml(ClassLoader loader) {
    try {
      for (URL file : Collections.list(loader.getResources("META-INF/persistence.xml"))) {
        read(file);
      }
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("META-INF/persistence.xml cannot be read", e);
    }
  }

  private void read(URL file) throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    try (InputStream in = file.openStream()) {
      Document document = factory.newDocumentBuilder().parse(in);
      NodeList units = document.getElementsByTagName("persistence-unit");
      for (int i = 0; i < units.getLength(); i++) {
        Element unit = (Element) units.item(i);
        propertiesByUnit.put(unit.getAttribute("name"), properties(unit));
      }
    }
  }

  private static Map<String, String> properties(Element unit) {
    Map<String, String> properties = new LinkedHashMap<>();
    NodeList elements = unit.getElementsByTagName("property");
    for (int i = 0; i < elements.getLength(); i++) {
      Element property = (Element) elements.item(i);
      properties.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    return properties;
  }

  /**
   * The unit with this name, or the only one if the name is empty.
   *
   * @throws IllegalStateException if there is no such unit, or more than one
   */
  String unit(String name) {
    Set<String> names = propertiesByUnit.keySet();
    if (name.isEmpty() ? names.size() == 1 : names.contains(name)) {
      return name.isEmpty() ? names.iterator().next() : name;
    }
    throw new IllegalStateException(
        "There is no %s on the class path; META-INF/persistence.xml has %s. Name one with @BamotfTest(unit = …) or @PersistenceContext(unitName = …)"
            .formatted(
                name.isEmpty() ? "single persistence unit" : "persistence unit \"" + name + '"',
                names));
  }

  /** Whether the unit leaves its tables to somebody else, such as migrations or an operator. */
  boolean createsNoTables(String unit) {
    return propertiesByUnit
        .getOrDefault(unit, Map.of())
        .getOrDefault(ACTION, "none")
        .equals("none");
  }
}
