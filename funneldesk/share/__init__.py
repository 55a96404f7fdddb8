"""The team's folder on a network drive: publications and answers, each file written once under a new name."""
