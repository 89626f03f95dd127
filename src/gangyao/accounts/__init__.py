"""Who works with the product: people, agencies 单位, memberships with dates, and what each may do."""
