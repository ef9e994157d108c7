"""add things

Revision ID: abc
"""
from alembic import op
import sqlalchemy as sa

revision: str = "abc"
down_revision = ("x", "y")
branch_labels = None
depends_on = ["z"]
NAME = "t"


def upgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        op.execute(f"CREATE TABLE {NAME} (id INTEGER)")
    elif bind.dialect.name in ("postgresql",):
        with op.get_context().autocommit_block():
            op.execute("""CREATE INDEX CONCURRENTLY i ON t (a\\:b)""" + " -- x")
    for n in [1, 2]:
        op.add_column("t", sa.Column("c", sa.Integer()))


def downgrade():
    raise NotImplementedError
