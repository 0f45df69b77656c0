"""Supervisors and the supervising body: lists, numbers, audit, retention."""
