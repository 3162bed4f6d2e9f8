"""What was found wrong and how it is put right; what follows from results."""
