package com.bamotf.webhooks.testing.orders;

import com.bamotf.webhooks.testing.BamotfTest;

@BamotfTest(
    value = {Orders.class, Receipts.class, CurrentEvent.class},
    unit = "orders",
    persistence = "jakarta.persistence.provider=org.hibernate.jpa.HibernatePersistenceProvider")
class HibernateDisorderTest extends DisorderContract {}
