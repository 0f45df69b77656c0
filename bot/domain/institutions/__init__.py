"""Institutions that must report: the registry, slips, and who never reports."""
