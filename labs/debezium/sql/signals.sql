-- Таблица сигналов: приказ коннектору — это строка, и приходит она через WAL.

-- #region table
create table debezium_signal (
  id   varchar(42) primary key,
  type varchar(32) not null,
  data varchar(2048)
);
alter publication shop_pub add table debezium_signal;
-- #endregion

-- #region rights
-- INSERT нужен самому коннектору: он пишет отметки начала и конца окна.
-- DELETE нужен только с incremental.snapshot.watermarking.strategy=insert_delete.
grant select, insert, delete on debezium_signal to :"cdc_user";
-- #endregion

-- #region snapshot
insert into debezium_signal (id, type, data)
values ('reread-products', 'execute-snapshot', '{"type": "incremental", "data-collections": ["public.products"]}');
-- #endregion
