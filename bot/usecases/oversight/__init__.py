"""Lists, numbers, the audit log, quarantine, rate limits: what people oversee with."""
