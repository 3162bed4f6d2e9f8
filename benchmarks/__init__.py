"""One module per measured thing; run by python -m benchmarks NAME."""
