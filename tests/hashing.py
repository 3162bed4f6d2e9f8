"""Passwords hashed quickly: hashing is slow on purpose, a hash carries its own cost, and these guard nothing."""

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from supervision.directory import accounts

OFFICE_HASHER = accounts._hasher
"""What the office hashes with."""

QUICK_HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""The same way of hashing at the least cost."""
