package com.bamotf.webhooks.testing;

import jakarta.persistence.EntityManager;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives each test of a class with {@link BamotfTest} a new scenario. */
final class BamotfExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(BamotfExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    BamotfTest test =
        AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), BamotfTest.class, context.getEnclosingTestClasses())
            .orElseThrow();
    context.getStore(NAMESPACE).put(BamotfScenario.class, BamotfScenario.start(test));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    BamotfScenario scenario =
        context.getStore(NAMESPACE).remove(BamotfScenario.class, BamotfScenario.class);
    if (scenario != null) {
      scenario.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == BamotfScenario.class
        || type == EntityManager.class
        || scenario(context).server().knows(type, qualifiers(parameter, context));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    BamotfScenario scenario = scenario(context);
    if (type == BamotfScenario.class) {
      return scenario;
    }
    return type == EntityManager.class
        ? scenario.entityManager()
        : scenario.server().bean(type, qualifiers(parameter, context));
  }

  private static Annotation[] qualifiers(ParameterContext parameter, ExtensionContext context) {
    return Arrays.stream(parameter.getParameter().getAnnotations())
        .filter(each -> scenario(context).server().isQualifier(each))
        .toArray(Annotation[]::new);
  }

  private static BamotfScenario scenario(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(BamotfScenario.class, BamotfScenario.class);
  }
}
