-- The applied scripts. Each script inserts its own row at its end, so one applied by hand is recognized.
create table if not exists bamotf_schema_version (
  component  varchar(32) not null,
  version    integer not null,
  script     varchar(255) not null,
  checksum   varchar(8),
  applied_at timestamp(6) with time zone not null default current_timestamp,
  primary key (component, version)
);

-- Identifiers use binary order, which is faster than a locale's and the same in every database.

-- One row for each event, however often it was delivered. The deduplication key begins with the payment intent. The
-- stage shows how far the event took the payment intent once it was handled. The trace context is W3C's traceparent.
-- An entry is rare unless it is of the usual source, mode and event, and has never failed.
create table bamotf_inbox (
  id                bigint generated always as identity primary key,
  deduplication_key varchar(400) collate "C" not null,
  payment_intent_id varchar(255) collate "C",
  event             varchar(255),
  mode              varchar(255),
  source            varchar(16) not null,
  signed_by         varchar(64),
  trace_context     varchar(55),
  status            varchar(16) not null,
  deliveries        integer not null default 1,
  attempts          integer not null default 0,
  requeues          integer not null default 0,
  forced            boolean not null default false,
  rare              boolean not null default true,
  stage             smallint not null default 0,
  received_at       timestamp(6) with time zone not null default current_timestamp,
  next_attempt_at   timestamp(6) with time zone,
  ended_at          timestamp(6) with time zone,
  last_error        text,
  body              bytea not null,
  constraint bamotf_inbox_deduplication unique (deduplication_key)
);

-- The work list. It stays small, because an entry leaves it when it ends.
create index bamotf_inbox_due on bamotf_inbox (next_attempt_at, id) where status = 'PENDING';

-- For the console, and for requeuing many. All are partial, so that an event is stored without touching them, unless it is
-- out of the ordinary. PostgreSQL prepares each condition for each statement, so they are short.
create index bamotf_inbox_ended on bamotf_inbox (ended_at) include (received_at, status) where ended_at is not null;
create index bamotf_inbox_unhandled on bamotf_inbox (status, id) include (event)
  where status in ('UNOBSERVED', 'SUPERSEDED', 'ABANDONED', 'QUARANTINED');
create index bamotf_inbox_rare on bamotf_inbox (id) where rare;

-- Each handled entry leaves a dead tuple in these indexes, so vacuum often.
alter table bamotf_inbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- One row: since when no event has been deleted by retention. Reconciliation looks at nothing older.
create table bamotf_inbox_retention (
  id             integer primary key,
  complete_since timestamp(6) with time zone not null
);
insert into bamotf_inbox_retention values (1, timestamp with time zone '1970-01-01 00:00:00+00');

-- One row for each failed attempt.
create table bamotf_inbox_attempt (
  id           bigint generated always as identity primary key,
  entry_id     bigint not null references bamotf_inbox (id) on delete cascade,
  attempt      integer not null,
  started_at   timestamp(6) with time zone not null,
  duration_ms  bigint not null,
  error_class  varchar(255) not null,
  message      text,
  stack        text
);
create index bamotf_inbox_attempt_entry on bamotf_inbox_attempt (entry_id, id);
create index bamotf_inbox_attempt_started on bamotf_inbox_attempt (started_at);

-- One row for each thing that a person did, and for each body that one read. It outlives the entry.
create table bamotf_audit (
  id           bigint generated always as identity primary key,
  recorded_at  timestamp(6) with time zone not null default current_timestamp,
  who          varchar(255) not null,
  from_address varchar(255) not null,
  action       varchar(64) not null,
  entry_id     bigint,
  detail       text,
  reason       text
);
create index bamotf_audit_entry on bamotf_audit (entry_id, id) where entry_id is not null;

-- One row for each API key of bamotf: when a server first had it, who is reconciling its account, and how the last run
-- went.
create table bamotf_reconcile (
  account      varchar(64) primary key,
  added_at     timestamp(6) with time zone not null default current_timestamp,
  owner        varchar(36),
  lease_until  timestamp(6) with time zone,
  requested_at timestamp(6) with time zone,
  started_at   timestamp(6) with time zone,
  ended_at     timestamp(6) with time zone,
  succeeded_at timestamp(6) with time zone,
  seen         bigint not null default 0,
  gaps         bigint not null default 0,
  filled       bigint not null default 0,
  skipped      bigint not null default 0,
  deferred     bigint not null default 0,
  unreadable   bigint not null default 0,
  failures     integer not null default 0,
  problem      text
);

-- One row for each account and mode of bamotf: since when it is reconciled, and how far back the first run looked.
create table bamotf_reconcile_beginning (
  account_id     varchar(255) collate "C",
  mode           varchar(255) collate "C",
  begins_at      timestamp(6) with time zone not null,
  looked_back_to timestamp(6) with time zone not null,
  primary key (account_id, mode)
);

-- One row for each event from before reconciliation's beginning, with the time by which it had happened when it was
-- first seen, or of the payment intent's creation if that is before what the first run looked at. A later edit does not
-- make it look new.
create table bamotf_reconcile_earlier (
  payment_intent_id varchar(255) collate "C",
  event             varchar(255),
  happened_by       timestamp(6) with time zone not null,
  primary key (payment_intent_id, event)
);

insert into bamotf_schema_version (component, version, script) values ('library', 1, 'V1__library.sql');
