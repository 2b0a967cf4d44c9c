-- Столбец для опроса с безопасной отметкой.

-- #region column
alter table orders add column tx xid8 not null default pg_current_xact_id();
create index on orders (tx);
-- #endregion

-- #region touch
create function touch() returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  new.tx = pg_current_xact_id();
  return new;
end
$$;

create trigger touch before update on orders for each row execute function touch();
-- #endregion
