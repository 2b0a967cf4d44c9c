-- Одно изменение глазами сервера: записи журнала, текстовый плагин, двоичный плагин.

-- #region records
select start_lsn as lsn, resource_manager || ' ' || record_type as record, record_length as bytes, description
from pg_get_wal_records_info(:'from_lsn', :'to_lsn')
where xid = :'xid'::xid
  and resource_manager <> 'Heap2'   -- попутная чистка страниц: бывает не в каждой транзакции
order by start_lsn;
-- #endregion

-- #region text
select lsn, data
from pg_logical_slot_peek_changes('peek_text', null, null, 'include-timestamp', 'off');
-- #endregion

-- #region binary
select lsn, data
from pg_logical_slot_peek_binary_changes(
  'peek_binary', null, null,
  'proto_version', '1',                 -- как у Debezium
  'publication_names', 'shop_pub'
);
-- #endregion
