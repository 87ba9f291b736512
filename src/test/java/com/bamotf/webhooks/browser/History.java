package com.bamotf.webhooks.browser;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.inbox.Bodies;

/** Puts entries into an inbox as if they had arrived earlier. */
final class History {

  private static final String BODY = Bodies.event("$intent", "succeeded", "1", "$mode");

  private static final String INSERT =
      """
      insert into bamotf_inbox (deduplication_key, payment_intent_id, event, mode, source, signed_by, status, attempts,
        stage, received_at, ended_at, last_error, body)
      select intent || chr(9) || mode || chr(9) || event, intent, event, mode, 'WEBHOOK', 'bamotf.webhook.secret#history', status,
        case status when 'ABANDONED' then 3 else 0 end, case status when 'HANDLED' then 3 else 0 end, received_at,
        received_at + interval '2 minutes',
        case status when 'ABANDONED' then 'java.net.ConnectException: Connection refused: orders.example.com:5432'
          when 'QUARANTINED' then 'The mode "dev" is not accepted; bamotf.webhook.modes allows prod' end,
        convert_to(replace(replace('%s', '$intent', intent), '$mode', mode), 'UTF8')
      from (%s) entries
      order by received_at;
      insert into bamotf_inbox_attempt (entry_id, attempt, started_at, duration_ms, error_class, message)
      select id, attempt, received_at + attempt * interval '40 seconds', 12, 'java.net.ConnectException',
        'Connection refused: orders.example.com:5432'
      from bamotf_inbox cross join generate_series(1, 3) attempt
      where status = 'ABANDONED' and not exists (select 1 from bamotf_inbox_attempt where entry_id = bamotf_inbox.id);
      """;

  /** One every few minutes; the orders' database was away for half an hour. */
  private static final String DAY =
      """
      select 'clq' || substr(md5(n::text), 1, 22) as intent, 'prod' as mode, 'payment_intent.succeeded' as event,
        case when n between 60 and 71 then 'ABANDONED' when n %% 131 = 0 then 'SUPERSEDED' when n = 97 then 'QUARANTINED'
          else 'HANDLED' end as status,
        current_timestamp - interval '1 minute' - (n + 40 * (1 + sin(n / 40.0))) * interval '3 minutes' as received_at
      from generate_series(1, 420) n
      """;

  private static final String OUTAGE =
      """
      select 'clr' || substr(md5(n::text), 1, 22) as intent, 'load' as mode, 'payment_intent.succeeded' as event,
        'ABANDONED' as status, current_timestamp - interval '3 minutes' as received_at
      from generate_series(1, %s) n
      """;

  private History() {}

  /** A day of a shop, with a few events that need a person. */
  static void ofADay(Postgres postgres, String database) {
    insert(postgres, database, DAY.formatted());
  }

  /** Abandoned events of mode {@code load}. */
  static void ofAnOutage(Postgres postgres, String database, int abandoned) {
    insert(postgres, database, OUTAGE.formatted(abandoned));
  }

  private static void insert(Postgres postgres, String database, String entries) {
    postgres.execute(database, INSERT.formatted(BODY, entries));
  }
}
