"""Terms that a plan marks or explains, and named bundles such as 五大工程."""
