"""The directory: units, groups, contacts, accounts, and who may look at what."""
