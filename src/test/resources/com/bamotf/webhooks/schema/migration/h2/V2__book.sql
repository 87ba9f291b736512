create table bamotf_book (id integer primary key, shelf integer references bamotf_shelf (id));

insert into bamotf_schema_version (component, version, script) values ('shelves', 2, 'V2__book.sql');
