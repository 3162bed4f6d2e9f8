"""What the program needs of others, pinned by version and digest, and holding it against advisories (``audit``)."""
