"""The demo newsroom: stories of our own writing, pictures drawn by code, stories in bulk."""
