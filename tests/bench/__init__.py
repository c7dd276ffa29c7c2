"""Speed as ratios measured in one run (`make bench`); no test asserts a time."""
