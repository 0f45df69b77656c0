"""Numbers by name: how far case numbers have come, the end of the audit log, days, moments."""
