"""Inbox, outbox, delivery results, leader election."""
