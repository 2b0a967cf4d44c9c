"""SQL files: regions as the text quotes them, variables as psql fills them."""

from pathlib import Path

import pytest

from cdclab import listing

SQL = """-- заголовок
-- #region role
create role :"name" password :'secret';
-- #region inner
select 1::text;
-- #endregion
-- #endregion
select 2;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "role.sql"
    path.write_text(SQL, "utf-8")
    return path


def test_region_is_read_without_markers(file: Path) -> None:
    assert listing.read(file, "inner") == "select 1::text;\n"
    assert listing.read(file, "role") == "create role :\"name\" password :'secret';\nselect 1::text;\n"


def test_whole_file(file: Path) -> None:
    assert listing.read(file) == SQL


def test_unknown_region_names_those_that_exist(file: Path) -> None:
    with pytest.raises(KeyError, match="role, inner"):
        listing.read(file, "grants")


def test_variables_are_quoted_and_casts_left_alone() -> None:
    filled = listing.fill(
        """create role :"name" password :'secret'; select '1'::text""", {"name": 'a"b', "secret": "it's"}
    )
    assert filled == """create role "a""b" password 'it''s'; select '1'::text"""


def test_missing_variable_is_named() -> None:
    with pytest.raises(KeyError, match="secret"):
        listing.fill("select :'secret'", {})
