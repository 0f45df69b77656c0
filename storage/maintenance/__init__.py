"""What concerns all tables and files: backups, key rotation, erasing."""
