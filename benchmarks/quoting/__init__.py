"""What the benchmark of quotations is made of: archives with articles left out, and quotations cut from texts."""
