# SPDX-License-Identifier: EUPL-1.2
"""Commands for whoever sets up an installation: the municipality and its boundaries."""
