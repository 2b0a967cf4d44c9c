"""The running example: the shop's schema and data, and the least-privilege reader that Debezium connects as."""

from __future__ import annotations

from cdclab.postgres import Database
from cdclab.settings import labs_folder, settings


# The shop's tables, as labs/shop/schema.sql creates them.
TABLES = ("customers", "products", "orders", "order_lines", "payments")


def create(db: Database) -> None:
    """Create the shop's tables and fill them: 40 customers, 25 products, 120 orders with lines, payments."""
    db.script(labs_folder() / "shop" / "schema.sql")
    db.script(labs_folder() / "shop" / "seed.sql")


def admit_reader(db: Database) -> None:
    """Create the role cdc_reader with what it needs and no more, and the publication shop_pub of all five tables."""
    sql = labs_folder() / "postgres" / "sql"
    db.script(sql / "role.sql", **reader())
    db.script(sql / "publication.sql")


def reader() -> dict[str, str]:
    """Variables of role.sql."""
    known = settings()
    return {"cdc_user": known.cdc_user, "cdc_password": known.cdc_password, "database": known.postgres_db}
