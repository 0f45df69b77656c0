"""Questions, answers, triage and routing."""
