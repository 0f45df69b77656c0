"""Staff, second factors, identities, receipts."""
