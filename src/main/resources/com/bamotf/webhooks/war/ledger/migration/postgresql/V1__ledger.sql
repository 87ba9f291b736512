-- One row for each payment intent; amounts in the smallest unit of the currency.
create table bamotf_payment (
  id           varchar(255) primary key,
  mode         varchar(255) not null,
  currency     varchar(255) not null,
  amount       bigint not null,
  received     bigint,
  status       varchar(16) not null,
  description  text,
  metadata     text,
  address      text,
  as_of        timestamp(6) with time zone,
  created_at   timestamp(6) with time zone not null,
  updated_at   timestamp(6) with time zone,
  succeeded_at timestamp(6) with time zone,
  canceled_at  timestamp(6) with time zone
);

-- The order of every list, whole and behind each filter.
create index bamotf_payment_newest on bamotf_payment (created_at desc, id desc);
create index bamotf_payment_status on bamotf_payment (status, created_at desc, id desc);
create index bamotf_payment_mode on bamotf_payment (mode, created_at desc, id desc);
create index bamotf_payment_currency on bamotf_payment (currency, created_at desc, id desc);

-- The bitcoin transactions of a payment, in the order in which bamotf lists them.
create table bamotf_payment_transaction (
  payment_id      varchar(255) not null references bamotf_payment (id) on delete cascade,
  seq             integer not null,
  txid            varchar(255) not null,
  amount          bigint not null,
  original_amount bigint,
  confirmations   integer not null,
  created_at      timestamp(6) with time zone,
  updated_at      timestamp(6) with time zone,
  primary key (payment_id, seq)
);
create index bamotf_payment_transaction_txid on bamotf_payment_transaction (txid);

insert into bamotf_schema_version (component, version, script) values ('ledger', 1, 'V1__ledger.sql');
