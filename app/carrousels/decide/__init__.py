# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about a carrousel; one file per thing."""
