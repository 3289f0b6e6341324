"""Our own build of the SIP stack: PJSIP and its Python binding as one wheel (docs/stack.md)."""
