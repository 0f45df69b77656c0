"""Roles, the second factor, identity, receipts, limits on floods."""
