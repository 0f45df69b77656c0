"""Institutions that must report: their registry, their people, who never reports."""
