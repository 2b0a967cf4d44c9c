"""Hands for the labs: PostgreSQL, Kafka Connect and Kafka from Python, plus the learner's checks and drills."""
