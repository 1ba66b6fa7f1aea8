# SPDX-License-Identifier: EUPL-1.2
"""A file waits for a yes: an hour, for who sent it."""

from datetime import timedelta

from app.edges.uploads import keep_upload, upload_of
from app.eventlog.store import EventLog
from app.kernel.ids import PersonId
from tests.story import A_MONDAY

SANNE, MO = PersonId("a" * 32), PersonId("b" * 32)


def test_a_file_comes_back_whole_to_who_sent_it_and_to_nobody_else(log: EventLog):
    with log.writing() as session:
        kept = keep_upload(session, SANNE, "scholen.csv", b"\x00\xffa", A_MONDAY)
    with log.reading() as session:
        assert upload_of(session, SANNE, kept, A_MONDAY).content == b"\x00\xffa"
        assert upload_of(session, MO, kept, A_MONDAY) is None
        assert upload_of(session, SANNE, "0" * 32, A_MONDAY) is None


def test_a_file_is_gone_after_an_hour(log: EventLog):
    later = A_MONDAY + timedelta(minutes=61)
    with log.writing() as session:
        first = keep_upload(session, SANNE, "scholen.csv", b"a", A_MONDAY)
        assert upload_of(session, SANNE, first, later) is None
        keep_upload(session, MO, "andere.csv", b"b", later)
        assert upload_of(session, SANNE, first, A_MONDAY) is None


def test_the_name_of_a_file_is_kept_short_and_readable(log: EventLog):
    with log.writing() as session:
        kept = keep_upload(session, SANNE, "x" * 300 + "\r\n\x00\u202e.csv", b"a", A_MONDAY)
        assert upload_of(session, SANNE, kept, A_MONDAY).filename == "x" * 96 + ".csv"
