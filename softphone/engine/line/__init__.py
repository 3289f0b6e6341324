"""The registration, who may ring, and the presence of watched phones."""
