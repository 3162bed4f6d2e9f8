"""What goes well: demonstration points, experience, honours."""
