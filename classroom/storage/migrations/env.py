"""What Alembic runs: the migrations, on the connection that was handed over."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite can too, once its driver leaves transactions to us
)
with context.begin_transaction():
    context.run_migrations()
