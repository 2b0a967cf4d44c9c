"""Which lines of the exporter's page belong to a connector."""

from cdclab import jmx

PAGE = """
# HELP debezium_queueremainingcapacity
debezium_queueremainingcapacity{context="streaming",plugin="postgres",server="shop",} 8192.0
debezium_queueremainingcapacity{context="snapshot",plugin="postgres",server="shop",} 1.0
debezium_queueremainingcapacity{context="streaming",plugin="postgres",server="shop2",} 2.0
connect_worker_task_count 1.0
"""


def test_only_streaming_metrics_of_the_prefix() -> None:
    assert jmx.parse(PAGE, "shop") == {"queueremainingcapacity": 8192.0}
    assert jmx.parse(PAGE, "nobody") == {}
