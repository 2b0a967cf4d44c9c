-- REPLICA IDENTITY: что сервер пишет в WAL о старой строке при UPDATE и DELETE.

-- #region default
alter table products replica identity default;
-- #endregion

-- #region full
alter table products replica identity full;
-- #endregion

-- #region using_index
alter table products replica identity using index products_sku_key;
-- #endregion

-- #region nothing
alter table products replica identity nothing;
-- #endregion

-- #region which
select
  c.relname as "table",
  case c.relreplident
    when 'd' then 'DEFAULT'
    when 'f' then 'FULL'
    when 'i' then 'USING INDEX'
    when 'n' then 'NOTHING'
  end as identity,
  i.indexrelid::regclass::text as index,
  exists (
    select from pg_index as pk
    where pk.indrelid = c.oid and pk.indisprimary
  ) as has_key
from pg_class as c
left join pg_index as i on i.indrelid = c.oid and i.indisreplident
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
order by c.relname;
-- #endregion

-- #region wal_table
-- Копия orders на 1000 строк, в публикацию не входит: NOTHING не мешает её менять, а WAL пишется так же.
create table wal_probe (like orders including all);
create unique index wal_probe_code on wal_probe (id);
insert into wal_probe (id, customer_id, status, total, comment, placed_at, updated_at)
select n, 1 + n % 40, 'new', 100 + n, 'Позвонить за час до доставки', '2025-03-01', '2025-03-01'
from generate_series(1, 1000) as n;
-- #endregion
