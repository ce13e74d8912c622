"""What all tables are part of: how their indexes and keys are named, alike in the tables and in the migrations."""

from sqlalchemy import MetaData

SHARED = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
