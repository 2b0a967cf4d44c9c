-- Роли, похожие на Amazon RDS и Aurora: суперпользователя у вас нет, есть главный пользователь с членством в rds_superuser.
-- Чего здесь не повторить: в RDS членство в rds_replication само даёт право на репликацию (сервер пропатчен), а rds_superuser
-- может создать публикацию FOR ALL TABLES.

-- #region roles
create role rds_superuser nologin;
grant pg_monitor, pg_signal_backend, pg_checkpoint to rds_superuser with admin option;
create role rds_replication nologin;
grant rds_replication to rds_superuser with admin option;
create role :"master" login createdb createrole password :'master_password';
grant rds_superuser to :"master";
-- #endregion

-- #region ownership
alter database :"database" owner to :"master";
-- #endregion

-- #region replication
-- Это делает за вас сервер RDS: у обычного PostgreSQL атрибут REPLICATION по членству не наследуется.
alter role :"cdc_user" replication;
-- #endregion
