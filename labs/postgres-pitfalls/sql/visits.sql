-- Журнал посещений, секционированный по месяцам.

-- #region table
create table visits (
  id   bigint not null,
  day  date   not null,
  page text   not null,
  primary key (id, day)
) partition by range (day);

create table visits_2025_01 partition of visits for values from ('2025-01-01') to ('2025-02-01');
create table visits_2025_02 partition of visits for values from ('2025-02-01') to ('2025-03-01');
-- #endregion

-- #region via_root
alter publication shop_pub set (publish_via_partition_root = true);
-- #endregion
