-- Три слота: потерянный, тяжёлый и здоровый. Выполняет проверка.

-- #region lost
select pg_create_logical_replication_slot('forgotten', 'pgoutput');
-- #endregion

-- #region heavy
select pg_create_logical_replication_slot('old_report', 'pgoutput');
create table audit_log as select n, repeat('x', 1000) as note from generate_series(1, 70000) as n;
drop table audit_log;
-- #endregion

-- #region healthy
select pg_create_logical_replication_slot('shop_slot', 'pgoutput');
-- #endregion
