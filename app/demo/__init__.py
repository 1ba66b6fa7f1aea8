# SPDX-License-Identifier: EUPL-1.2
"""An example town: loaded through the importers and commands that staff use, and served with a mailbox of its own."""
