"""When: deadline phrases, working days, the ladder, lights, the timetable. Pure."""
