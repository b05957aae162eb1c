"""From files to the answers of each centre: read, recognise, type, match."""
