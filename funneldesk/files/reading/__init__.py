"""Lists read in a child process: looked at, then streamed."""
