"""How each version came to be: what its editor had before them, what it was merged with, or that it was set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three columns. A version from before was written on top of the one before it, which `number` tells."""
    op.add_column("version", sa.Column("standing", sa.String(20), nullable=False, server_default="written"))
    op.add_column("version", sa.Column("based_on", sa.Integer, nullable=True))
    op.add_column("version", sa.Column("merged_from", sa.Integer, nullable=True))
