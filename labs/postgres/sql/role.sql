-- Роль для CDC: войти, открыть поток репликации, прочитать захваченные таблицы. Больше ей ничего не нужно.

-- #region role
create role :"cdc_user" login replication password :'cdc_password';
-- #endregion

-- #region grants
grant connect on database :"database" to :"cdc_user";
grant usage on schema public to :"cdc_user";
grant select on customers, products, orders, order_lines, payments to :"cdc_user";
-- #endregion

-- #region attributes
select rolname, rolcanlogin, rolreplication, rolsuper, rolcreatedb, rolcreaterole
from pg_roles
where rolname = :'cdc_user';
-- #endregion

-- #region privileges
select c.relname as "table", has_table_privilege(:'cdc_user', c.oid, 'select') as "select",
  has_table_privilege(:'cdc_user', c.oid, 'insert, update, delete, truncate') as "write",
  pg_get_userbyid(c.relowner) as owner
from pg_class as c
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
order by c.relname;
-- #endregion
