"""The only importer of pjsua2."""
