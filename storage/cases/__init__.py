"""Cases, reports, drafts, files, retention."""
