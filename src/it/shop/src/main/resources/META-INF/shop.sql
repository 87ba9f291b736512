create table if not exists shop_order (id varchar(36) primary key, email varchar(255) not null, amount bigint not null, paid_by varchar(255));
