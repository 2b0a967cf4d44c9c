"""Settings come from the environment, then from labs/.env, then from localhost."""

from cdclab.settings import Settings, parse_env_file


def test_environment_wins_over_the_file() -> None:
    found = Settings.read({"POSTGRES_PORT": "15432"}, {"POSTGRES_PORT": "5432", "KAFKA_PORT": "19092"})
    assert found.postgres_port == 15432
    assert found.kafka_bootstrap_servers == "localhost:19092"
    assert found.connect_url == "http://localhost:8083"


def test_passwords_are_not_printed() -> None:
    assert "s3cret" not in repr(Settings.read({"POSTGRES_PASSWORD": "s3cret", "CDC_PASSWORD": "s3cret"}, {}))


def test_env_file_may_hold_comments() -> None:
    assert parse_env_file("# порты\nA=1\n\nB = x=y \n") == {"A": "1", "B": "x=y"}
