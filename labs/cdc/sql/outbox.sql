-- Outbox: события, которые приложение кладёт рядом с данными, одной транзакцией.

-- #region table
create table outbox (
  id            uuid primary key default gen_random_uuid(),
  aggregatetype text  not null,
  aggregateid   text  not null,
  type          text  not null,
  payload       jsonb not null
);
-- #endregion

-- #region publication
create publication outbox_pub for table outbox;
grant select on outbox to cdc_reader;
-- #endregion

-- #region emit
select pg_logical_emit_message(true, 'outbox', jsonb_build_object(
  'id', gen_random_uuid(),
  'aggregatetype', 'order',
  'aggregateid', :'order',
  'type', 'OrderPlaced',
  'payload', jsonb_build_object('total', :'total')
)::text);
-- #endregion

-- #region empty-publication
create publication messages_pub;
-- #endregion

-- #region inbox
create table inbox (
  event_id uuid primary key,
  taken_at timestamptz not null default now()
);
-- #endregion
