"""What goes well: demonstration points in their tiers, experience worth spreading, honours by name."""
