"""What people are told of the translations they have: in the admin, and by mail."""
