"""Everything about the line beside calls: registration, sound, queues, targets, recordings."""
