"""What the agent can ask for: each action asks the desk's parts, or says why not."""
