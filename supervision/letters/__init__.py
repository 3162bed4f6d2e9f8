"""What is raised, signed and sent."""
