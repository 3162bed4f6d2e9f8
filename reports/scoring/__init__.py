"""From figures to points: score sheets, the kit of formulas, places and tiers."""
