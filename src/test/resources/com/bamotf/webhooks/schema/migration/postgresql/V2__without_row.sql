create table bamotf_lamp (id integer primary key);
