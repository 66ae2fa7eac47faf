"""The search engine: spaces, events, traces, planning of exactly k backtracks, replay. It knows no task."""
