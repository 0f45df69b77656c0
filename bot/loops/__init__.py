"""Loops that run side by side: inbox, dispatcher, ticker, leader tasks."""
