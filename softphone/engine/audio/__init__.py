"""The audio bridge between PJSIP's clock and the operating system's sound."""
