"""The words of the trade, and what is stored of them."""
