"""What people type. Thin: no rules."""
