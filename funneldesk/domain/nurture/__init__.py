"""Nurturing: in which phase leads stand, what to send them next, where content is missing (DESIGN 3 and 4, part 7)."""
