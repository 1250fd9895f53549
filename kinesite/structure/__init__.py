"""Identity, addresses, relations and languages of the entries."""
