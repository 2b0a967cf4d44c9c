"""The lab's own check, the drills' cures, the empty start."""

import pytest

from cdclab import cli, connect, fresh, kafka, labs, postgres, record, shop, slots
from cdclab.labs import Lab

DRILLS = [f"{lab.name}/{slug}" for lab in labs.every() for slug in lab.drills()]
# A lab without a main notebook belongs to no module and has no check.
MODULES = [lab for lab in labs.every() if (lab.folder / "lab.py").exists()]


@pytest.mark.parametrize("lab", MODULES, ids=lambda lab: lab.name)
def test_check_passes_after_the_lab_and_fails_before(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.start().close()
    assert cli.main(["check", lab.name]) == 1
    assert "Куда смотреть:" in capsys.readouterr().out

    record.produce(lab, "lab")
    assert cli.main(["check", lab.name]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", DRILLS)
def test_drill_fails_without_its_cure(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", name, "--without-cure"]) == 1
    assert "Восстановление — не подтвердилось" in capsys.readouterr().err


def test_fresh_leaves_nothing_of_an_earlier_lab() -> None:
    with fresh.start() as db:
        shop.create(db)
        shop.admit_reader(db)
        connect.run(connect.load(labs.find("postgres").folder / "connector.json"))
        slots.wait_active(db, "shop_slot")
        db.execute("create schema sales; create role intruder login; grant usage on schema sales to intruder")
        db.execute("alter system set work_mem = '5MB'")
        left_open = postgres.connect(autocommit=False)
        left_open.execute("insert into orders (customer_id, total) values (1, 1)")

    with fresh.start() as db:
        assert connect.names() == []
        assert [name for name in kafka.topics() if not kafka.internal(name)] == []
        assert db.rows("select slot_name from pg_replication_slots") == []
        assert db.rows("select pubname from pg_publication") == []
        assert db.rows("select tablename from pg_tables where schemaname in ('public', 'sales')") == []
        assert db.rows("select rolname from pg_roles where rolname in ('cdc_reader', 'intruder')") == []
        assert db.rows("select name from pg_file_settings where name = 'work_mem'") == []


def test_a_name_used_before_takes_its_snapshot_again() -> None:
    """Connect keeps the offsets of a deleted connector; fresh must forget them."""
    for _ in range(2):
        with fresh.start() as db:
            shop.create(db)
            shop.admit_reader(db)
            connect.run(connect.load(labs.find("postgres").folder / "connector.json"))
            kafka.Topic("shop.public.orders").skip(120)
            slots.wait_active(db, "shop_slot")
