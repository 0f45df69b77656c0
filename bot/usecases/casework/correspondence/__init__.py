"""What officers write to a reporter: answers and questions, and how they are taken back."""
