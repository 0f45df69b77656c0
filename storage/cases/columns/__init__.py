"""The clear columns beside an encrypted case, and conditions on them."""
