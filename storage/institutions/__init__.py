"""The registry of institutions that must report, the accounts of their people, and which reports came from them."""
