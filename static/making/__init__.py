# SPDX-License-Identifier: EUPL-1.2
"""What static/build is made of: reading CSS, design tokens, icons."""
