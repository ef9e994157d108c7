"""Commentaires et contexte

Revision ID: 0f3c0032
Revises: 0f3c0030
Create Date: 2025-01-05

"""
import sqlalchemy as sa
from alembic import op

revision = "20250408_comments"
down_revision = "20250405_attempt_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    tables = set(sa.inspect(conn).get_table_names())
    missing = [name for name in ("feedback_reports", "feedback_votes") if name not in tables]
    for name in missing:
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id", name=f"fk_{name}_user"), index=True),
            sa.Column("body", sa.Text(), nullable=False),
        )
    conn.execute(sa.text("UPDATE settings SET value = :v WHERE key = :k"), {"v": "prêt", "k": "maintenance"})


def downgrade() -> None:
    insp = sa.inspect(op.get_bind())
    for name in ("feedback_votes", "feedback_reports"):
        if insp.has_table(name):
            op.drop_table(name)
