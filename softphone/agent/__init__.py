"""Use cases of the agent: what happens when something happens. No Qt, SQL, HTTP or threads."""
