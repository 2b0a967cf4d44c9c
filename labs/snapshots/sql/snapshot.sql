-- Что снапшот стоит серверу, пока идёт.

-- #region session
select pid, state, wait_event_type, backend_xid, backend_xmin, age(backend_xmin) as xmin_age
from pg_stat_activity
where usename = 'cdc_reader' and backend_xmin is not null and query ilike 'select%'
order by pid;
-- #endregion

-- #region watch
-- Самые старые срезы данных на сервере: кто не даёт очистке убирать строки.
select pid, usename, application_name, state, now() - xact_start as open_for, age(backend_xmin) as xmin_age
from pg_stat_activity
where backend_xmin is not null and pid <> pg_backend_pid()
order by age(backend_xmin) desc
limit 5;
-- #endregion
