package com.bamotf.webhooks.benchmark.load;

import java.sql.SQLException;

/** A ledger as after 90 days of an ordinary shop. */
final class ManyPayments {

  /**
   * One in a thousand was canceled, one in ten thousand was paid late or is of the mode test, one
   * in a hundred is unpaid; nine of ten are in euros. Each has a transaction.
   */
  private static final String FILL =
      """
      insert into bamotf_payment (id, mode, currency, amount, received, status, description, metadata, address,
          as_of, created_at, updated_at, succeeded_at, canceled_at)
        select gen_random_uuid()::text, case when n %% 10000 = 600 then 'test' else 'prod' end,
          case when n %% 10 = 0 then 'USD' else 'EUR' end, 4990,
          case when status in ('SUCCEEDED', 'PAID_LATE') then 4990 else 0 end, status,
          'Order #' || n || ' at the example shop, two items',
          '{"orderId":"' || n || '","customer":"customer-' || n %% 1000 || '@example.com"}',
          'bc1q' || md5(n::text), made, made, made,
          case when status in ('SUCCEEDED', 'PAID_LATE') then made end,
          case when status in ('CANCELED', 'PAID_LATE') then made end
        from (
          select n, now() - (%1$d - n) * interval '90 days' / %1$d as made,
            case when n %% 1000 = 500 then 'CANCELED' when n %% 10000 = 9 then 'PAID_LATE'
              when n %% 200 = 7 then 'PROCESSING' when n %% 200 = 8 then 'PENDING' else 'SUCCEEDED' end as status
          from generate_series(1, %1$d) as n
        ) as payment;
      insert into bamotf_payment_transaction (payment_id, seq, txid, amount, original_amount, confirmations, created_at, updated_at)
        select id, 0, md5(id) || md5(id), 31250, 4990, 3, created_at, created_at from bamotf_payment;
      """;

  private ManyPayments() {}

  static void fill(Database database, int count) throws SQLException {
    database.execute(FILL.formatted(count));
    database.execute("vacuum analyze");
    database.execute("checkpoint");
  }
}
