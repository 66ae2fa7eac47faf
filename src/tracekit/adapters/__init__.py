"""One thin module per trainer or framework, as ``tracekit.adapters.trl``. Each is imported only when asked for."""
