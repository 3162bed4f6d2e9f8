"""Joint work: meetings, rounds of consultation, linked leaders, chains of approval."""
