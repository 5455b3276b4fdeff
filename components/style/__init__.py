"""How numbers and colours look: the one place where a number is formatted and a colour is named."""
