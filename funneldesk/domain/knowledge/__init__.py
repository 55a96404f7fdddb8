"""Knowledge: cards that say what worked, with evidence that is asked again on new data."""
