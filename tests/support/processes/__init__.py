"""The program and other servers as processes of their own."""
