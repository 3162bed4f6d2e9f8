"""Settings and the data an office may change: rule packs, calendars. Imports nothing of ours."""
