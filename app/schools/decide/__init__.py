# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the school register, one file per command."""
