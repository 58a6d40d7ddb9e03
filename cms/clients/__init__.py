"""The administrators' pages for the clients of the API: webhooks, their deliveries, and keys."""
