"""What goes over all rooms: backups, key rotation, erasing."""
