"""What is checked before a file is read: its type, its limits, its parts, and their repair."""
