"""What stands between a stranger's file and its reader: limits, refusals, a look before reading."""
