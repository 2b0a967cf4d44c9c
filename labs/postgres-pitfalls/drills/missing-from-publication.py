"""Учебная авария: таблицы нет в публикации."""

from cdclab import connect, pipeline
from cdclab.drill import Drill
from cdclab.pipeline import Pipeline
from cdclab.postgres import Database

drill = Drill("Таблицы нет в публикации")
line: Pipeline


@drill.cause("Публикацию пересоздали и забыли payments. Таблица осталась в table.include.list.")
def cause(_: Database) -> None:
    global line
    line = pipeline.start()
    line.db.execute("alter publication shop_pub drop table payments")
    line.db.execute("update payments set amount = amount + 1 where id <= 10; delete from payments where id = 20")


@drill.symptom("Снапшот таблицу прочитал, поток о ней молчит. Ошибки нет нигде, расхождение видит только сверка.")
def symptom(_: Database) -> str:
    line.settle()
    found = line.differences()
    assert [it.table for it in found] == ["payments"]
    return f"коннектор и таск: {', '.join(connect.states(line.config['name']))}\n{found[0]}"


@drill.cure("Вернуть таблицу в публикацию и тронуть разошедшиеся строки: изменения прошлого сервер уже не отдаст.")
def cure(_: Database) -> None:
    line.db.execute("alter publication shop_pub add table payments")
    line.db.execute("update payments set amount = amount where id <= 10")
    # Удалённой строки нет, тронуть нечего: вставить её и удалить ещё раз.
    line.db.execute(
        "insert into payments (id, order_id, external_id, method, amount) values (20, 1, gen_random_uuid(), 'card', 1)"
    )
    line.db.execute("delete from payments where id = 20")


@drill.recovery("Приёмник равен источнику.")
def recovery(_: Database) -> str:
    line.settle(30)
    line.sink.close()
    found = line.differences()
    assert found == [], str(found[0])
    return f"расхождений приёмника с источником: {len(found)}"
