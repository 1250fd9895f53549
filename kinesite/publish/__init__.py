"""From the built site to the places where readers find it."""
