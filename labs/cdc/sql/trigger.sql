-- CDC на триггерах: каждое изменение orders копируется в order_log той же транзакцией.

-- #region log
create table order_log (
  id       bigint generated always as identity primary key,
  tx       xid8   not null default pg_current_xact_id(),
  op       text   not null,
  order_id bigint not null,
  before   jsonb,
  after    jsonb
);
-- #endregion

-- #region trigger
create function log_order() returns trigger language plpgsql as $$
begin
  insert into order_log (op, order_id, before, after)
  values (tg_op, coalesce(new.id, old.id), to_jsonb(old), to_jsonb(new));
  return null;
end
$$;

create trigger order_log after insert or update or delete on orders
  for each row execute function log_order();
-- #endregion

-- #region after
select id, op, order_id
from order_log
where id > :'last'
order by id;
-- #endregion

-- #region finished
select id, op, order_id
from order_log
where tx > :'last' and tx < pg_snapshot_xmin(pg_current_snapshot())
order by tx, id;
-- #endregion
