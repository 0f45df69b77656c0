"""What officers have to do, as they see it: tasks, questions, late bodies."""
