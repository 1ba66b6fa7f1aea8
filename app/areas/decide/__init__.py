# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the municipality and its areas, one file per command."""
