"""Rules: named pure functions that take an act and give reasons, each with its origin and the way out."""
