-- То, что случилось с журналом посещений, пока поток о нём молчал. Выполняет проверка.

-- #region before
insert into visits (id, day, page) values (1, '2025-01-05', '/'), (2, '2025-01-06', '/cart'), (3, '2025-02-05', '/pay');
-- #endregion

-- #region missed
insert into visits (id, day, page) values (4, '2025-01-07', '/'), (5, '2025-02-07', '/');
update visits set page = '/home' where id = 1;
update visits set day = '2025-01-20' where id = 3;
delete from visits where id = 2;
-- #endregion
