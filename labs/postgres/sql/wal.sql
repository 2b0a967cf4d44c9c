-- Что лежит в WAL и что из него достаёт логическое декодирование.

-- #region positions
select
  pg_current_wal_insert_lsn() as insert_lsn,             -- сюда ляжет следующая запись
  pg_current_wal_lsn() as write_lsn,                     -- досюда отдано операционной системе
  pg_current_wal_flush_lsn() as flush_lsn,               -- досюда лежит на диске
  pg_walfile_name(pg_current_wal_lsn()) as wal_file;
-- #endregion

-- #region records
select
  start_lsn,
  xid,
  resource_manager,
  record_type,
  record_length as bytes,
  description
from pg_get_wal_records_info(:'from_lsn', :'to_lsn')
where xid = :'xid'::xid
  and resource_manager <> 'Heap2'   -- попутная чистка страниц: бывает не в каждой транзакции
order by start_lsn;
-- #endregion

-- #region named
-- Записи этих транзакций с именем таблицы или индекса, и списки открытых транзакций: по ним сервер двигает restart_lsn.
select
  start_lsn as lsn,
  end_lsn,
  nullif(xid::text, '0')::bigint as xid,
  resource_manager || ' ' || record_type as record,
  pg_filenode_relation(
    substring(block_ref from 'rel (\d+)')::oid,
    substring(block_ref from 'rel \d+/\d+/(\d+)')::oid
  )::regclass::text as relation,
  record_length - fpi_length as bytes
from pg_get_wal_records_info(:'from_lsn', :'to_lsn')
where xid::text = any (:'xids'::text[]) and resource_manager not in ('Heap2', 'XLOG')
  or record_type = 'RUNNING_XACTS'
order by start_lsn;
-- #endregion

-- #region record
select start_lsn, resource_manager, record_type, record_length, main_data_length, fpi_length, description,
  substring(block_ref from 'rel \S+') as relation, substring(block_ref from 'fork.*') as page
from pg_get_wal_record_info(:'from_lsn');
-- #endregion

-- #region arithmetic
select
  '16/B374D848'::pg_lsn - '0/0'::pg_lsn as lsn_as_number,
  '0/0'::pg_lsn + 97500059720 as number_as_lsn,
  '0/2000000'::pg_lsn - '0/1FFFF00'::pg_lsn as bytes_between,
  pg_walfile_name('0/1FFFF00') as last_bytes_in,
  pg_walfile_name('0/2000000') as first_byte_in;
-- #endregion

-- #region peek
select lsn, xid, data
from pg_logical_slot_peek_changes('peek_text', null, null, 'include-timestamp', 'off');
-- #endregion

-- #region peek_binary
select lsn, xid, data
from pg_logical_slot_peek_binary_changes(
  'peek_pgoutput', null, null,
  'proto_version', '1',
  'publication_names', 'shop_pub'
);
-- #endregion

-- #region take_binary
-- То же, что peek_binary, но слот идёт вперёд: следующий вызов вернёт следующее.
select lsn, xid, data
from pg_logical_slot_get_binary_changes(
  :'slot', null, null,
  'proto_version', '1',
  'publication_names', :'publication',
  'messages', 'true'
);
-- #endregion
