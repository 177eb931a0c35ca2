"""The demonstration: Nottingham's public figures and a fictional council, entered as by people."""
