"""What stands above single assignments: the plan, versions of the list, the year's end, the loop."""
