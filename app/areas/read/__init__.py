# SPDX-License-Identifier: EUPL-1.2
"""What is known of the municipality and its areas."""
