-- Что остаётся в PostgreSQL после коннектора и убирается руками, в этом порядке.

-- #region slot
select pg_drop_replication_slot('shop_slot');
-- #endregion

-- #region publication
drop publication shop_pub;
-- #endregion

-- #region role
drop owned by :"cdc_user";
drop role :"cdc_user";
-- #endregion
