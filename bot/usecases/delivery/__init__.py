"""What follows when a message was sent, must wait, or cannot be delivered."""
