"""What Alembic runs around the versions; the connection comes from ``storage.migrations.upgrade``."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # SQLite, too, can undo half a migration, as the transaction is ours and not Python's.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
