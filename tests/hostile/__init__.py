"""What can reach this phone from the network, sent to the real engine process."""
