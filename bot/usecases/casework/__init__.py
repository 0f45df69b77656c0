"""Steps on a case, the desk, recusal, sealed files, announcements."""
