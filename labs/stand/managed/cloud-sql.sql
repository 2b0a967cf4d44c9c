-- Роли, похожие на Cloud SQL: суперпользователя у вас нет, есть главный пользователь с членством в cloudsqlsuperuser.
-- Членство не даёт обойти права на чужие таблицы. Атрибут REPLICATION главный пользователь раздаёт сам, командой CREATE USER
-- или ALTER USER; PostgreSQL 16 и новее требует для этого, чтобы он был и у него.

-- #region roles
create role cloudsqlsuperuser nologin createdb createrole;
grant pg_monitor, pg_signal_backend, pg_read_all_settings to cloudsqlsuperuser with admin option;
create role :"master" login createdb createrole replication password :'master_password';
grant cloudsqlsuperuser to :"master" with admin option;
-- #endregion

-- #region ownership
alter database :"database" owner to :"master";
-- #endregion
