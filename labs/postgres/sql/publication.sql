-- Публикацию создаёт владелец таблиц. Роли коннектора для этого ничего не нужно.

-- #region publication
create publication shop_pub for table customers, products, orders, order_lines, payments;
-- #endregion

-- #region content
select pubname, schemaname || '.' || tablename as "table", array_length(attnames, 1) as columns, rowfilter
from pg_publication_tables
where pubname = 'shop_pub'
order by tablename;
-- #endregion

-- #region operations
select pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot, pubgencols
from pg_publication
where pubname = 'shop_pub';
-- #endregion
