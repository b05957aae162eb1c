"""What the program folder is made of, beside the package itself."""
