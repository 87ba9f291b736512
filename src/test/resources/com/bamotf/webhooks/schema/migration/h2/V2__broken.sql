create table bamotf_lamp (id integer primary key);
insert into bamotf_lamp (id) values ('bright');

insert into bamotf_schema_version (component, version, script) values ('shelves', 2, 'V2__broken.sql');
