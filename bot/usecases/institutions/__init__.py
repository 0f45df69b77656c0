"""Institutions that must report: the registry, their people, and which of them never report."""
