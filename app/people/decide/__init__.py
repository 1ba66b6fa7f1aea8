# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about people."""
