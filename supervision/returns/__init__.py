"""What comes back from outside: signed links, return forms, edited ledgers."""
