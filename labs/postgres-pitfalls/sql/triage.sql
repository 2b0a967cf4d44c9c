-- Осмотр базы, из которой читает Debezium: всё, что останавливает production, видно отсюда. Запросы ничего не меняют.

-- #region slots
-- Слоты: кто держит диск, кто держит каталог, кто умер.
select
  slot_name,
  active,
  wal_status,
  pg_size_pretty(pg_current_wal_lsn() - restart_lsn) as retained,
  pg_size_pretty(pg_current_wal_lsn() - confirmed_flush_lsn) as lag,
  age(catalog_xmin) as catalog_xmin_age,
  invalidation_reason
from pg_replication_slots
where slot_type = 'logical'
order by slot_name;
-- #endregion

-- #region transactions
-- Пишущие транзакции: restart_lsn не пройдёт дальше начала самой старой из них, и новый слот ждёт их всех.
select application_name, state, (now() - xact_start > interval '1 minute') as older_than_minute, query
from pg_stat_activity
where backend_xid is not null and backend_type = 'client backend' and usename <> :'cdc_user' and pid <> pg_backend_pid()
union all
select 'prepared: ' || gid, 'prepared', now() - prepared > interval '1 minute', null
from pg_prepared_xacts
order by application_name;
-- #endregion

-- #region silent
-- Таблицы, которые роль коннектора читает, а публикация не отдаёт: снапшот есть, потока нет.
select c.oid::regclass::text as "table"
from pg_class as c
where c.relkind in ('r', 'p') and not c.relispartition
  and c.relnamespace = 'public'::regnamespace
  and has_table_privilege(:'cdc_user', c.oid, 'select')
  and not exists (
    select from pg_publication_rel as r
    join pg_publication as p on p.oid = r.prpubid
    where p.pubname = :'publication' and r.prrelid = c.oid
  )
order by 1;
-- #endregion

-- #region unidentified
-- Таблицы в публикации, где приложение получит отказ на UPDATE и DELETE: опознать строку нечем.
select c.oid::regclass::text as "table", c.relreplident
from pg_publication_tables as t
join pg_class as c on c.oid = format('%I.%I', t.schemaname, t.tablename)::regclass
where t.pubname = :'publication'
  and c.relkind = 'r'
  and c.relreplident <> 'f'
  and not exists (
    select from pg_index as i
    where i.indrelid = c.oid
      -- Отложенный (deferrable) ключ для этого не годится.
      and case c.relreplident when 'd' then i.indisprimary and i.indimmediate when 'i' then i.indisreplident else false end
  )
order by 1;
-- #endregion

-- #region partitioned
-- Секционированные таблицы: без pubviaroot поток назовёт строки именами секций.
select r.prrelid::regclass::text as root, p.pubviaroot
from pg_publication_rel as r
join pg_publication as p on p.oid = r.prpubid
join pg_class as c on c.oid = r.prrelid
where p.pubname = :'publication' and c.relkind = 'p'
order by 1;
-- #endregion

-- #region wide
-- Столбцы-массивы, которые могут уйти в TOAST: у части типов заглушки нет, придёт null.
select c.oid::regclass::text as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type
from pg_publication_tables as t
join pg_class as c on c.oid = format('%I.%I', t.schemaname, t.tablename)::regclass
join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type as y on y.oid = a.atttypid
where t.pubname = :'publication'
  and c.relreplident <> 'f'
  and y.typcategory = 'A'
  and format_type(a.atttypid, null) <> all (
    array[
      'text[]', 'character varying[]', 'character[]', 'json[]', 'jsonb[]',
      'bytea[]', 'uuid[]', 'integer[]', 'bigint[]', 'date[]'
    ]
  )
order by 1, 2;
-- #endregion

-- #region spilled
-- Сколько декодирование сложило на диск с последнего сброса статистики.
select slot_name, spill_txns, pg_size_pretty(spill_bytes) as spill, total_txns
from pg_stat_replication_slots
order by slot_name;
-- #endregion
