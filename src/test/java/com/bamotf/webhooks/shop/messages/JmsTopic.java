package com.bamotf.webhooks.shop.messages;

import com.bamotf.webhooks.guide.Topic;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;

@Stateless
@JMSDestinationDefinition(
    name = "java:app/jms/announcements",
    interfaceName = "jakarta.jms.Queue",
    destinationName = "announcements")
public class JmsTopic implements Topic {

  @Inject JMSContext jms;

  @Resource(lookup = "java:app/jms/announcements")
  Queue announcements;

  /** Without the transaction of the row, in which the broker would be a second resource. */
  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void publish(String key, String body) {
    jms.createProducer().setProperty("key", key).send(announcements, body);
  }
}
