"""The local database: tables, migrations, search, import."""
