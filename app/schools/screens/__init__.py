# SPDX-License-Identifier: EUPL-1.2
"""Pages about schools, one file or folder per audience."""
