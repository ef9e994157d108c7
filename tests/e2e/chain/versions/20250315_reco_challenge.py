"""Un défi recommandé

Revision ID: 0f3c0024
Revises: 0f3c0022
Create Date: 2025-01-25

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250315_reco_challenge"
down_revision = "20250312_recommendations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    inspector = inspect(op.get_bind())
    fks = [fk["name"] for fk in inspector.get_foreign_keys("recommendations")]
    if "challenge_id" not in [c["name"] for c in inspector.get_columns("recommendations")]:
        op.add_column("recommendations", sa.Column("challenge_id", sa.Integer(), nullable=True))
    if "fk_recommendations_challenge" not in fks:
        with op.batch_alter_table("recommendations") as batch_op:
            batch_op.create_foreign_key("fk_recommendations_challenge", "challenges", ["challenge_id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    with op.batch_alter_table("recommendations") as batch_op:
        batch_op.drop_constraint("fk_recommendations_challenge", type_="foreignkey")
        batch_op.drop_column("challenge_id")
