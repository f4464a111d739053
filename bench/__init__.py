"""Speed and size, measured: `make bench`. What is measured, and against what: docs/performance.md."""
