"""Set-up for developers, bundles and packages."""
