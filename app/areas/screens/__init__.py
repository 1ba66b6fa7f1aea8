# SPDX-License-Identifier: EUPL-1.2
"""Pages about areas, one file or folder per audience."""
