-- Пульс, настроенный наспех, и слот, оставшийся от пробного коннектора. Выполняет проверка.

-- #region heartbeat
create table heartbeat (id integer primary key check (id = 1), at timestamptz not null);
insert into heartbeat values (1, now());
grant insert, update on heartbeat to cdc_reader;
-- #endregion

-- #region leftovers
select pg_create_logical_replication_slot('poc_slot', 'pgoutput');
create table audit_log (id integer, note text);
-- #endregion

-- #region load
insert into audit_log select n, repeat('x', 1000) from generate_series(1, 20000) as n;
-- #endregion
