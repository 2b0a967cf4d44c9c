"""The roles of a managed PostgreSQL on the stand: a main user who is no superuser, as on Amazon RDS and Aurora or in Cloud SQL.

Only roles and rights are like the cloud's; labs/stand/managed/*.sql say what a stock server cannot repeat.
Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html,
https://cloud.google.com/sql/docs/postgres/users.
"""

from __future__ import annotations

from typing import Literal

from cdclab import postgres
from cdclab.postgres import Database
from cdclab.settings import labs_folder, settings

Cloud = Literal["aurora", "cloud-sql"]

# The main user and the throw-away password it has on the stand.
MASTER = "shop_master"
MASTER_PASSWORD = "shop_master"


def establish(db: Database, cloud: Cloud) -> Database:
    """Create the cloud's roles as the stand's superuser `db` and return a session of the main user, who owns the database.

    `fresh.start` takes all of it away again. Raises psycopg.errors.DuplicateObject when the roles exist already.
    """
    file = labs_folder() / "stand" / "managed" / f"{cloud}.sql"
    db.script(file, "roles", master=MASTER, master_password=MASTER_PASSWORD)
    db.script(file, "ownership", master=MASTER, database=settings().postgres_db)
    return postgres.connect(MASTER, MASTER_PASSWORD)


def grant_rds_replication(db: Database, master: Database, user: str) -> None:
    """`GRANT rds_replication` by the main user, with the effect it has on RDS: `db`, the superuser, adds the attribute."""
    master.execute(f'grant rds_replication to "{user}"')
    db.script(labs_folder() / "stand" / "managed" / "aurora.sql", "replication", cdc_user=user)
