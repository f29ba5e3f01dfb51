"""What somebody typed, pasted or wrote in a message: the customer id and the code in it."""
