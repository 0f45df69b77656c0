"""Connections, transactions, migrations."""
