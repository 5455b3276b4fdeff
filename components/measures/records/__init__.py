"""What complete records would need, and whom they would find."""
