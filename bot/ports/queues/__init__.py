"""The queues as their loops and operators see them."""
