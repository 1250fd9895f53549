"""What the site says to machines: records of exercises, routines, conditions and warning signs, as JSON."""
