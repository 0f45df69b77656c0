"""After a report was sent: additions, coming back, questions, receipts, check-ins."""
