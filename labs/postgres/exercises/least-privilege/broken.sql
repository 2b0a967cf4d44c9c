-- Права, которые надо исправить. Выполняет проверка.
create role cdc_group replication nologin;
create role :"cdc_user" login createdb password :'cdc_password';
grant cdc_group to :"cdc_user";

grant usage on schema public to :"cdc_user";
grant select on customers, products, orders to :"cdc_user";
grant insert, update on orders to :"cdc_user";
alter table payments owner to :"cdc_user";
