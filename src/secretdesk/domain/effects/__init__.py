"""Effects: named pure functions that give the further lines of an act."""
