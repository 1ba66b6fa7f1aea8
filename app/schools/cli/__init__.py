# SPDX-License-Identifier: EUPL-1.2
"""Commands to import files about schools."""
