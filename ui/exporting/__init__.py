"""Pictures of a map as files: PNG, SVG and PDF, painted step by step."""
