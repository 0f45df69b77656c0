"""Names for the identifiers that travel between rules, use cases and stores."""

from typing import NewType

CaseId = NewType("CaseId", str)
"""Random, never shown; also the name under which the case's data key is kept."""
CaseNumber = NewType("CaseNumber", int)
"""What people say and write: 1, 2, 3 …"""
DraftId = NewType("DraftId", str)
"""Random; becomes the CaseId of the case that the draft turns into."""
ReportId = NewType("ReportId", str)
ReporterToken = NewType("ReporterToken", str)
"""A random token. It is all that a case knows of the person who reported."""
PersonKey = NewType("PersonKey", str)
"""Keyed hash of a Telegram user id, hex: finds a person's rows without naming the person."""
AgencyKey = NewType("AgencyKey", str)
"""A body's key in the profile: POLICE, SCHOOLS, …"""
ChatId = NewType("ChatId", int)
UserId = NewType("UserId", int)
MessageId = NewType("MessageId", int)
FileKey = NewType("FileKey", str)
"""Random name of an encrypted file in the file store."""
