-- The scripts that were applied. Each ends with its own row, so that one that is applied by hand counts as well.
create table if not exists bamotf_schema_version (
  component  varchar(32) not null,
  version    integer not null,
  script     varchar(255) not null,
  checksum   varchar(8),
  applied_at timestamp(6) with time zone not null default current_timestamp,
  primary key (component, version)
);

-- Identifiers are compared by their bytes, which is faster than a language's order and the same in every database.

-- One row for each fact that bamotf told, however often it was delivered. The fact key begins with the payment intent;
-- the stage tells how far it had come once the entry was handled.
create table bamotf_inbox (
  id                bigint generated always as identity primary key,
  deduplication_key          varchar(400) collate "C" not null,
  payment_intent_id varchar(255) collate "C",
  event             varchar(255),
  mode              varchar(255),
  source            varchar(16) not null,
  status            varchar(16) not null,
  deliveries        integer not null default 1,
  attempts          integer not null default 0,
  requeues          integer not null default 0,
  forced            boolean not null default false,
  stage             smallint not null default 0,
  received_at       timestamp(6) with time zone not null default current_timestamp,
  next_attempt_at   timestamp(6) with time zone,
  ended_at          timestamp(6) with time zone,
  last_error        text,
  body              bytea not null,
  constraint bamotf_inbox_deduplication unique (deduplication_key)
);

-- The work list: small however large the table grows, since an entry leaves it when it ends.
create index bamotf_inbox_due on bamotf_inbox (next_attempt_at, id) where status = 'PENDING';

-- Each claim leaves a dead entry in that index; vacuum must come by while they are few.
alter table bamotf_inbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- One row for each job that one server at a time does.
create table bamotf_inbox_job (
  name varchar(64) primary key
);
insert into bamotf_inbox_job (name) values ('retention');

-- One row for each attempt that failed.
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

-- One row for each account and mode of bamotf: who reconciles it at the moment, and how it went last.
create table bamotf_reconcile (
  account      varchar(64) primary key,
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

insert into bamotf_schema_version (component, version, script) values ('library', 1, 'V1__library.sql');
