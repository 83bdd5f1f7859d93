"""The rooms, in the order data walks through them."""
