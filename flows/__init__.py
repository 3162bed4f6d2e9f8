"""What Prefect runs. Thin: no rules, no SQL."""

from config.log_lines import keep_whole

# Here, for the engine starts a process of its own for a flow and imports nothing of ours but the flow's module.
keep_whole()
