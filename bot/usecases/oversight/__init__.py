"""Lists, numbers, the audit log, quarantine, rate limits."""
