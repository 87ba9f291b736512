-- One row for each account and mode of bamotf: who reconciles it at the moment, and how it went last.
create table bamotf_reconcile (
  account      varchar(64) primary key,
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
