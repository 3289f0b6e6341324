"""The practice room: scripted customers and a colleague as real SIP peers."""
