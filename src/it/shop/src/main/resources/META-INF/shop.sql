create table if not exists shop_order (id varchar(36) primary key, email varchar(255) not null, amount bigint not null, paid_by varchar(255), token varchar(36) not null);
create table if not exists shop_mail (id varchar(36) primary key, recipient varchar(255) not null, body varchar(1000) not null, written_at timestamp with time zone not null, sent_at timestamp with time zone);
