"""From traces to rows, datasets and files."""
