-- Данные магазина. Без random() и now(): одни и те же строки в том же порядке при каждом запуске.

-- #region customers
insert into customers (email, full_name, phone, preferences, created_at)
select
  'user' || n || '@example.com',
  (array['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Жанна', 'Игорь'])[1 + n % 8]
    || ' ' || (array['Кузнец', 'Мороз', 'Лис', 'Гончар', 'Сокол'])[1 + n % 5],
  case when n % 4 > 0 then '+7 900 000-' || to_char(n, 'FM00') || '-00' end,
  jsonb_build_object('lang', case when n % 3 = 0 then 'en' else 'ru' end, 'news', n % 2 = 0),
  timestamptz '2025-01-10 08:00:00+00' + n * interval '1 day 3 hours'
from generate_series(1, 40) as n
order by n;
-- #endregion

-- #region products
insert into products (sku, name, description, price, stock)
select
  'SKU-' || to_char(n, 'FM000'),
  (array['Чайник', 'Лампа', 'Рюкзак', 'Клавиатура', 'Термос'])[1 + n % 5]
    || ' ' || (array['малый', 'дорожный', 'домашний', 'для офиса', 'подарочный'])[1 + (n / 5) % 5],
  'Артикул ' || n || ': гарантия ' || 12 + n % 3 * 12 || ' месяцев.',
  490 + n * 137.5,
  20 + n * 11 % 60
from generate_series(1, 25) as n
order by n;
-- #endregion

-- Черновик строк: итог заказа считается из них, поэтому orders пишется один раз, без UPDATE.
create temporary table draft as
select
  n as order_id,
  line_no,
  product.id as product_id,
  1 + (n + line_no) % 3 as quantity,
  product.price as unit_price
from generate_series(1, 120) as n
cross join lateral generate_series(1, 1 + n % 4) as line_no
join products as product on product.id = 1 + (n * 7 + line_no * 3) % 25;

-- #region orders
insert into orders (customer_id, status, total, comment, placed_at, updated_at)
select
  1 + n * 13 % 40,
  (array['delivered', 'shipped', 'paid', 'new', 'delivered', 'cancelled'])[1 + n % 6]::order_status,
  (select sum(quantity * unit_price) from draft where order_id = n),
  case when n % 9 = 0 then 'Позвонить за час до доставки' end,
  timestamptz '2025-03-01 09:00:00+00' + n * interval '5 hours 7 minutes',
  timestamptz '2025-03-02 09:00:00+00' + n * interval '5 hours 7 minutes'
from generate_series(1, 120) as n
order by n;
-- #endregion

insert into order_lines (order_id, line_no, product_id, quantity, unit_price)
select order_id, line_no, product_id, quantity, unit_price
from draft
order by order_id, line_no;

-- #region payments
insert into payments (order_id, external_id, method, amount, paid_at)
select
  id,
  md5('payment-' || id)::uuid,
  (array['card', 'sbp', 'invoice'])[1 + id % 3],
  total,
  placed_at + interval '20 minutes'
from orders
where status in ('paid', 'shipped', 'delivered')
order by id;
-- #endregion

drop table draft;

-- Статистика нужна планировщику сразу, а не когда до таблиц дойдёт autovacuum.
analyze customers, products, orders, order_lines, payments;
