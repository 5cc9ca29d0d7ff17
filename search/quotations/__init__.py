"""Is this said anywhere: quotations, the places where the archive prints them, and what each changed."""
