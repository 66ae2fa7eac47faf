"""The search engine: spaces, events, traces, planning of exactly k backtracks, certification. It knows no task."""
