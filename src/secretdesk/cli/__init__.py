"""The command line (design section 7): for technicians and tests; permanent."""
