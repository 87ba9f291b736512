-- H2 commits each DDL statement, so each must be repeatable in case the script is interrupted.

-- The applied scripts. Each script inserts its own row at its end, so one applied by hand is recognized.
create table if not exists bamotf_schema_version (
  component  varchar(32) not null,
  version    integer not null,
  script     varchar(255) not null,
  checksum   varchar(8),
  applied_at timestamp(6) with time zone default current_timestamp not null,
  primary key (component, version)
);

-- One row for each payment intent, locked while one of its events is handled.
create table if not exists bamotf_inbox_intent (
  payment_intent_id varchar(255) primary key
);

-- One row for each event, however often it was delivered. The deduplication key begins with the payment intent. The
-- stage shows how far the event took the payment intent once it was handled. The trace context is W3C's traceparent.
-- Every entry is rare here, because that is for an index that H2 does not have.
create table if not exists bamotf_inbox (
  id                bigint generated always as identity primary key,
  deduplication_key varchar(400) not null,
  payment_intent_id varchar(255),
  event             varchar(255),
  mode              varchar(255),
  source            varchar(16) not null,
  signed_by         varchar(64),
  trace_context     varchar(55),
  status            varchar(16) not null,
  deliveries        integer default 1 not null,
  attempts          integer default 0 not null,
  requeues          integer default 0 not null,
  forced            boolean default false not null,
  rare              boolean default true not null,
  stage             smallint default 0 not null,
  received_at       timestamp(6) with time zone default current_timestamp not null,
  next_attempt_at   timestamp(6) with time zone,
  ended_at          timestamp(6) with time zone,
  last_error        varchar,
  body              blob not null,
  constraint bamotf_inbox_deduplication unique (deduplication_key)
);

-- The work list. H2 has no partial indexes; ended entries have a null next attempt and are adjacent.
create index if not exists bamotf_inbox_due on bamotf_inbox (next_attempt_at, id);

-- For the console.
create index if not exists bamotf_inbox_ended on bamotf_inbox (ended_at);

-- One row: since when no event has been deleted by retention. Reconciliation looks at nothing older.
create table if not exists bamotf_inbox_retention (
  id             integer primary key,
  complete_since timestamp(6) with time zone not null
);
merge into bamotf_inbox_retention values (1, timestamp with time zone '1970-01-01 00:00:00+00');

-- One row for each failed attempt.
create table if not exists bamotf_inbox_attempt (
  id           bigint generated always as identity primary key,
  entry_id     bigint not null references bamotf_inbox (id) on delete cascade,
  attempt      integer not null,
  started_at   timestamp(6) with time zone not null,
  duration_ms  bigint not null,
  error_class  varchar(255) not null,
  message      varchar,
  stack        varchar
);
create index if not exists bamotf_inbox_attempt_entry on bamotf_inbox_attempt (entry_id, id);

-- One row for each thing that a person did, and for each body that one read. It outlives the entry.
create table if not exists bamotf_audit (
  id           bigint generated always as identity primary key,
  recorded_at  timestamp(6) with time zone default current_timestamp not null,
  who          varchar(255) not null,
  from_address varchar(255) not null,
  action       varchar(64) not null,
  entry_id     bigint,
  detail       varchar,
  reason       varchar
);
create index if not exists bamotf_audit_entry on bamotf_audit (entry_id, id);

-- One row for each API key of bamotf: when a server first had it, who is reconciling its account, and how the last run
-- went.
create table if not exists bamotf_reconcile (
  account      varchar(64) primary key,
  added_at     timestamp(6) with time zone default current_timestamp not null,
  owner        varchar(36),
  lease_until  timestamp(6) with time zone,
  requested_at timestamp(6) with time zone,
  started_at   timestamp(6) with time zone,
  ended_at     timestamp(6) with time zone,
  succeeded_at timestamp(6) with time zone,
  seen         bigint default 0 not null,
  gaps         bigint default 0 not null,
  filled       bigint default 0 not null,
  skipped      bigint default 0 not null,
  deferred     bigint default 0 not null,
  unreadable   bigint default 0 not null,
  failures     integer default 0 not null,
  problem      varchar
);

-- One row for each account and mode of bamotf: since when it is reconciled, and how far back the first run looked.
create table if not exists bamotf_reconcile_beginning (
  account_id     varchar(255),
  mode           varchar(255),
  begins_at      timestamp(6) with time zone not null,
  looked_back_to timestamp(6) with time zone not null,
  primary key (account_id, mode)
);

-- One row for each event from before reconciliation's beginning, with the time by which it had happened when it was
-- first seen, or of the payment intent's creation if that is before what the first run looked at. A later edit does not
-- make it look new.
create table if not exists bamotf_reconcile_earlier (
  payment_intent_id varchar(255),
  event             varchar(255),
  happened_by       timestamp(6) with time zone not null,
  primary key (payment_intent_id, event)
);

insert into bamotf_schema_version (component, version, script) values ('library', 1, 'V1__library.sql');
