"""Runs the numbered versions on the connection that the program hands over; there is no other way in."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
