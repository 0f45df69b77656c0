"""What Alembic runs: the connection is handed over by storage/database/migrate.py, and its transaction is used."""

from alembic import context

from storage.schema import tables_for_postgres

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables_for_postgres(),
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
