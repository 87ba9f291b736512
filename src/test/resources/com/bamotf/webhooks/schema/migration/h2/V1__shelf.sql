create table bamotf_shelf (id integer primary key);

insert into bamotf_schema_version (component, version, script) values ('shelves', 1, 'V1__shelf.sql');
