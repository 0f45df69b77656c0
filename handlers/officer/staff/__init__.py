"""What officers see of themselves: roster, second factor, help, entering a report."""
