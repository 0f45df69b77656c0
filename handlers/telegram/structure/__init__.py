"""What a file is made of, looked at from end to end: programs, macros and archives in the dress of a document."""
