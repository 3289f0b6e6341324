"""Ways through the network: servers, addresses, routes, names, sleep."""
