"""The talk with the editor: requests in, answers out. The only place that knows the protocol and its libraries."""
