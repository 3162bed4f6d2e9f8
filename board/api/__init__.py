"""The interface for programs (/api/v1): tokens with scopes, JSON, and nothing done twice under the same key."""
