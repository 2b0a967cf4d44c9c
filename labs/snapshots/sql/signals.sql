-- Таблица сигналов: сюда пишут и люди, и сам коннектор (водяные знаки). Столбцы и их порядок заданы Debezium.

-- #region table
create table debezium_signal (
  id   text primary key,
  type text not null,
  data text
);
-- #endregion

-- #region access
grant insert, select on debezium_signal to :"cdc_user";
alter publication shop_pub add table debezium_signal;
-- #endregion

-- #region execute
insert into debezium_signal (id, type, data)
values ('backfill-orders', 'execute-snapshot', '{"type": "incremental", "data-collections": ["public.orders"]}');
-- #endregion
