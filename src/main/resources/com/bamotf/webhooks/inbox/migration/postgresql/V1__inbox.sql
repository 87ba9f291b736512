-- Identifiers are compared by their bytes, which is faster than a language's order and the same in every database.

-- One row for each fact that bamotf told, however often it was delivered. The fact key begins with the payment intent;
-- the stage tells how far it had come once the entry was handled.
create table bamotf_inbox (
  id                bigint generated always as identity primary key,
  fact_key          varchar(400) collate "C" not null,
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
  constraint bamotf_inbox_fact unique (fact_key)
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
