# SPDX-License-Identifier: EUPL-1.2
"""Pure optimisation: numbers in, proposal out; knows no room."""
