"""What people see in a browser. Thin: no rules."""
