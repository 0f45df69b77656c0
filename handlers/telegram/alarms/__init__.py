"""What is noticed and told while the database or Telegram is away."""
