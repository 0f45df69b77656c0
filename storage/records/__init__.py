"""The audit log, daily runs, timestamps, backups."""
