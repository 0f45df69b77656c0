"""What a person reads in the private chat."""
