"""Words by which a text names one country: its bodies, its law, its places and its telephone numbers."""

PLACES = (
    r"\bchina|chongqing|jiulongpo|shanghai|beijing|procurat|village|federation|youth league|communist|civil affairs"
    r"|public security|supervisory comm|supervision comm|people's court|street office|residents' comm"
    r"|中国|国家|重庆|九龙坡|检察|公安|派出所|监察|监委|妇联|共青团|团委|团区委|民政|司法局|卫健|教委|村委|居委|村（居）|街道办|区县"
    r"|未成年人保护法|国务院|最高"
)
"""Words of one country's bodies and law."""
NUMBERS = r"(?<![\d.])1(?:10|20|19|2345|2309|2355|2356|2338|2348)(?!\d)"
"""Its telephone numbers, as they would be written in a text."""
