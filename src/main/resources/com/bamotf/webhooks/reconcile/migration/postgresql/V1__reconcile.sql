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
