"""What becomes of the reader's marks when a text comes again in other words, and what differs."""
