-- Таблица пульса: коннектор пишет в неё сам, чтобы у слота было что подтверждать.

-- #region table
create table heartbeat (
  id  integer primary key check (id = 1),
  at  timestamptz not null
);
insert into heartbeat values (1, now());
alter publication shop_pub add table heartbeat;
-- #endregion

-- #region grants
-- SELECT нужен тоже: без него INSERT … ON CONFLICT DO UPDATE получает отказ.
grant select, insert, update on heartbeat to :"cdc_user";
-- #endregion
