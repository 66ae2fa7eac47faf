"""Language: templates that both write and read, lexicons, styles, documents. It knows no task."""
