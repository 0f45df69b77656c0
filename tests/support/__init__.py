"""What several tests share: people, districts, wires, databases, clocks."""
