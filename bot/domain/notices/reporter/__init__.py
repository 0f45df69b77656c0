"""Notices to reporters: screens, receipts, news, slips."""
