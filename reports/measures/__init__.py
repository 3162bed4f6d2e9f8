"""What an indicator's readings come to: each kind has its own sum, pace and test."""
