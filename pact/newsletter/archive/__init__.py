"""What was sent, for everybody who wants to read it: pages, a feed, and figures without following anybody."""
