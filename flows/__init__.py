"""What Prefect runs. Thin: no rules, no SQL."""
