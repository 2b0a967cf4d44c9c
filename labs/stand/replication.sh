# Образ PostgreSQL пускает по сети в любую базу, но слово all не включает физическую репликацию.
echo 'host replication all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
