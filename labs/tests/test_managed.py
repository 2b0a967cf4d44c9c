"""A pipeline set up without a superuser, as in the clouds."""

from cdclab import connect, fresh, kafka, managed, postgres, shop
from cdclab.postgres import Database
from cdclab.settings import labs_folder, settings

ROLE = labs_folder() / "postgres" / "sql" / "role.sql"


def test_aurora_like_main_user_grants_replication_by_membership() -> None:
    with fresh.start() as db, managed.establish(db, "aurora") as master:
        shop.create(master)
        reader = settings().cdc_user
        assert "Only roles with the REPLICATION attribute" in master.refused(f"create role {reader} login replication")
        master.execute(f"create role {reader} login password '{settings().cdc_password}'")
        assert "permission denied" in replication(reader)
        managed.grant_rds_replication(db, master, reader)
        assert_streams(db, master)


def test_cloud_sql_like_main_user_gives_the_attribute_itself() -> None:
    with fresh.start() as db, managed.establish(db, "cloud-sql") as master:
        shop.create(master)
        assert "must be superuser" in master.refused("create publication everything for all tables")
        master.script(ROLE, "role", **shop.reader())
        assert_streams(db, master)


def test_fresh_takes_the_roles_away() -> None:
    with fresh.start() as db:
        managed.establish(db, "aurora").close()
    with fresh.start() as db:
        assert db.rows("select rolname from pg_roles where rolname ~ '^(rds|cloudsql|shop)'") == []
        assert (
            db.value("select pg_get_userbyid(datdba) from pg_database where datname = current_database()") == "postgres"
        )


def replication(user: str) -> str:
    """What the server says to a replication connection of this user; empty when it is let in."""
    try:
        postgres.connect(user, replication="database").close()
    except Exception as error:
        return str(error)
    return ""


def assert_streams(db: Database, master: Database) -> None:
    """The main user alone can do the rest: rights, publication, connector, first change."""
    assert not db.value("select rolsuper from pg_roles where rolname = %(name)s", name=managed.MASTER)
    master.script(ROLE, "grants", **shop.reader())
    master.script(ROLE.with_name("publication.sql"), "publication")
    connect.run(connect.load(labs_folder() / "postgres" / "connector.json"))
    topic = kafka.Topic("shop.public.customers")
    topic.skip(master.value("select count(*) from customers"))
    master.execute("update customers set full_name = 'Пётр' where id = 1")
    assert topic.take(1)[0].value["after"]["full_name"] == "Пётр"
