"""What a whole file is made of: finds programs, macros and archives that are named like documents."""
