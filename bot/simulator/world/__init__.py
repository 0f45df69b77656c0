"""People, chats, messages and files, as the server keeps them."""
