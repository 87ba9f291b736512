-- One row for each payment intent. Locked while one of its events is handled.
create table bamotf_inbox_intent (
  payment_intent_id varchar(255) primary key
);

-- One row for each fact that bamotf told, however often it was delivered. The fact key begins with the payment intent;
-- the stage tells how far it had come once the entry was handled.
create table bamotf_inbox (
  id                bigint generated always as identity primary key,
  fact_key          varchar(400) not null,
  payment_intent_id varchar(255),
  event             varchar(255),
  mode              varchar(255),
  source            varchar(16) not null,
  status            varchar(16) not null,
  deliveries        integer default 1 not null,
  attempts          integer default 0 not null,
  requeues          integer default 0 not null,
  forced            boolean default false not null,
  stage             smallint default 0 not null,
  received_at       timestamp(6) with time zone default current_timestamp not null,
  next_attempt_at   timestamp(6) with time zone,
  ended_at          timestamp(6) with time zone,
  last_error        varchar,
  body              blob not null,
  constraint bamotf_inbox_fact unique (fact_key)
);

-- The work list. H2 has no partial indexes; ended entries have no next attempt and lie together.
create index bamotf_inbox_due on bamotf_inbox (next_attempt_at, id);

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
  message      varchar,
  stack        varchar
);
create index bamotf_inbox_attempt_entry on bamotf_inbox_attempt (entry_id, id);
