# SPDX-License-Identifier: EUPL-1.2
"""Commands for whoever plans from the console: puzzles in a file, and carrousels of this office."""
