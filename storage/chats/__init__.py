"""Groups, messages, messages that are deleted at their moment."""
