-- Что смотреть в слотах репликации. Каждый запрос годится и для дежурного, и для мониторинга.

-- #region settings
select name, setting, unit, boot_val as default_value, context
from pg_settings
where name in (
  'wal_level', 'max_replication_slots', 'max_wal_senders', 'max_slot_wal_keep_size', 'wal_sender_timeout',
  'logical_decoding_work_mem', 'idle_replication_slot_timeout', 'wal_segment_size'
)
order by name;
-- #endregion

-- #region all_columns
select * from pg_replication_slots where slot_name = :'slot';
-- #endregion

-- #region monitor
select
  slot_name,
  active,
  wal_status,
  -- столько WAL сервер не может удалить
  pg_size_pretty(pg_current_wal_lsn() - restart_lsn) as retained,
  -- столько читатель ещё не подтвердил
  pg_size_pretty(pg_current_wal_lsn() - confirmed_flush_lsn) as lag,
  -- столько WAL осталось записать до потери слота
  pg_size_pretty(safe_wal_size) as safe_wal_size,
  -- на столько транзакций отстаёт очистка каталога
  age(catalog_xmin) as catalog_xmin_age
from pg_replication_slots
order by pg_current_wal_lsn() - restart_lsn desc;
-- #endregion

-- #region position
select
  restart_lsn,
  confirmed_flush_lsn,
  pg_current_wal_lsn() as current_lsn,
  (pg_current_wal_lsn() - restart_lsn)::bigint as retained_bytes,
  (pg_current_wal_lsn() - confirmed_flush_lsn)::bigint as lag_bytes
from pg_replication_slots
where slot_name = :'slot';
-- #endregion

-- #region reader
select a.application_name, a.state, a.sent_lsn, a.write_lsn, a.flush_lsn, a.replay_lsn, s.backend_type, s.usename
from pg_stat_replication as a
join pg_stat_activity as s using (pid)
join pg_replication_slots as slot on slot.active_pid = a.pid
where slot.slot_name = :'slot';
-- #endregion

-- #region creation
-- Слот создаётся и не может закончить: чья транзакция его держит.
-- Пустой blocked_by — подготовленная транзакция, ищите в pg_prepared_xacts.
select
  slot.slot_name, slot.active, slot.confirmed_flush_lsn, maker.wait_event,
  blocker.application_name as blocked_by, blocker.pid, blocker.state, blocker.query
from pg_replication_slots as slot
join pg_stat_activity as maker on maker.pid = slot.active_pid
left join pg_stat_activity as blocker on blocker.pid = any (pg_blocking_pids(maker.pid))
where slot.confirmed_flush_lsn is null and maker.wait_event_type = 'Lock';
-- #endregion
