"""Rôles par défaut, d'après l'application

Revision ID: 0f3c0011
Revises: 0f3c0009
Create Date: 2025-01-12

"""
import sqlalchemy as sa
from alembic import op

from school.defaults import DEFAULT_ROLES

revision = "20250204_default_roles"
down_revision = "20250201_attempt_columns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(30), nullable=False),
    )
    roles = sa.table("roles", sa.column("id", sa.Integer), sa.column("name", sa.String))
    op.bulk_insert(roles, [{"id": number, "name": name} for number, name in enumerate(DEFAULT_ROLES, 1)])


def downgrade() -> None:
    raise NotImplementedError("les rôles ne se retirent pas")
