-- Публикация без payments и то, что случилось, пока этого не заметили. Выполняет проверка.

-- #region publication
create publication shop_pub for table customers, products, orders, order_lines;
-- #endregion

-- #region missed
insert into payments (order_id, external_id, method, amount, paid_at)
select n, md5('missed-' || n)::uuid, 'sbp', 100 + n, '2025-05-01 10:00:00+00'
from generate_series(1, 5) as n;

update payments set method = 'invoice' where id = 7;
delete from payments where id = 11;
-- #endregion
