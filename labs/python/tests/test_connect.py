"""The one line of a Java stack trace that says what happened."""

from cdclab.connect import telling_line

TRACE = """org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
\tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:67)
Caused by: io.debezium.DebeziumException: Snapshotting of table public.customers failed
\tat io.debezium.Some.thing(Some.java:1)
\t... 6 more
Caused by: org.postgresql.util.PSQLException: ERROR: permission denied for table customers
\t... 7 more
"""


def test_innermost_cause() -> None:
    assert telling_line(TRACE) == "org.postgresql.util.PSQLException: ERROR: permission denied for table customers"


def test_trace_without_a_cause() -> None:
    assert telling_line("java.lang.Error: да\n\tat x") == "java.lang.Error: да"
    assert telling_line("") == "причина не названа"
