"""Paramètres

Revision ID: 0f3c0027
Revises: 0f3c0025
Create Date: 2025-01-28

"""
import sqlalchemy as sa
from alembic import op

revision = "20250324_settings"
down_revision = "20250321_recompute_points"
branch_labels = None
depends_on = None


def upgrade() -> None:
    insp = sa.inspect(op.get_bind())
    try:
        present = {c["name"] for c in insp.get_columns("settings")}
    except sa.exc.NoSuchTableError:
        present = set()
    if not present:
        op.create_table(
            "settings",
            sa.Column("key", sa.String(80), primary_key=True),
            sa.Column("value", sa.Text(), nullable=False, server_default=""),
        )
        op.execute("INSERT INTO settings (key, value) VALUES ('maintenance', 'non\\: jamais')")


def downgrade() -> None:
    if sa.inspect(op.get_bind()).has_table("settings"):
        op.drop_table("settings")
