"""Groups, messages, messages that leave by themselves."""
