"""Whether a plain text is a program: a script, a shortcut, a page with scripts, settings that a system would take in.

It is told by how the text is built. A name can make the look stricter, never milder.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from handlers.telegram.files.plain_text import RUN_OR_DRAWN, SHORTCUTS

MOST_LINES, LONGEST_LINE = 5000, 400
"""Lines that are counted, and characters of each; remarks and empty lines are not among them."""
SHORTEST, OVERLAP = 4, 40
"""Characters of the shortest line that can act; and those of a long one that are looked at twice, where it is cut."""
COMMENT = re.compile(r"(?i)(?:;|\#(?!!|include|@|requires)|//|'|/\*|\*|rem(?:\s|$))")
"""How a line begins that programs pass over."""
BEGINS = re.compile(
    rf"""(?ix) {RUN_OR_DRAWN}
    | < (?: !-- | \? | object | embed | applet | form | meta | link | style | base | xml | job | package | component
        | registration | scriptlet | xsl | project | window | a\s+href )
    | \#@~\^ | \#requires | windows\ registry\ editor | regedit4 | id;p | @echo | @if | @setlocal | :: \s
    """
)
"""How a text begins that a program would run or draw."""
HEADING = re.compile(
    rf"""(?ix)
    \[ -? (?: {SHORTCUTS} | shell\] | autorun | defaultinstall | hkey_ | unit\] | service\] )
    """
)
"""Headings of shortcuts and settings, wherever they stand."""
ACTS = re.compile(
    r"""(?ix)
    < (?: script | iframe | object | embed | applet | hta: ) | javascript:
    | \b (?: createobject | getobject ) \s?\( | \b wscript\. | \b activexobject \b | \b shellexecute \b
    | \b (?: invoke-(?:expression|webrequest|restmethod|command) | start-process | new-object | set-executionpolicy
        | add-type ) \b
    | \[ system\. | \b frombase64string \b | \b powershell (?:\.exe)? \s- | \b cmd (?:\.exe)? \s /[ck] \b
    | \b (?: mshta | rundll32 | regsvr32 | certutil | bitsadmin | schtasks ) (?:\.exe)? \s [/\-"'h]
    | \b os\.system\( | \b subprocess\. | \b child_process \b | \b (?: eval | exec ) \(
    | \b document\.(?: write | cookie | location ) \b
    | \b on (?: error | load | click | dblclick | focus | focusin | blur | toggle | start | begin | show | submit
        | input | change | wheel | scroll | resize | message | unload | paste
        | (?:mouse|key|pointer|touch|drag|animation|transition|page)[a-z]{2,12} ) \s{0,3} =
    | \| \s? (?: (?:ba|z|da)?sh | iex | python ) \b | /bin/(?:ba|z|da)?sh \b
    | = (?: cmd | msexcel | powershell ) \|
    """
)
"""What only a program says, in any line."""
FORMULA = re.compile(r"(?i)[=+@-](?:cmd|dde|exec|hyperlink|webservice|importxml|rtd|call|register)\s?[(|!]")
"""How a cell of a table begins that a spreadsheet would act upon."""
STATEMENTS = re.compile(
    r"""(?ix)
    \$ \w+ (?: [.\[] \S{1,80} )? \s? [+|.-]? = | (?: var | let | const ) \s \w+ \s? = | set \s \w+ \s? = \s? \S
    | def \s \w+ \( | class \s \w+ [:({] | function \s [\w:-]+ \s? [({] | (?: sub | function ) \s \w+ \s? \(? \)? $
    | end \s (?: if | sub | function | with | select ) $ | dim \s \w+ | on \s error \s | option \s explicit
    | msgbox [\s(] | inputbox [\s(] | wscript | echo [\s.] | goto \s | setlocal | exit \s /b
    | (?: call | start ) \s \S{1,120} \. (?: exe | bat | cmd | ps1 | vbs | js | msi | scr | com | hta | dll | jar )
    | \#include | using \s [\w.]+ ; | package \s [\w.]+ ; | import \s [\w.]+ (?: \s as \s \w+ )? ;? $
    | from \s [\w.]+ \s import \s | module\.exports | print\( | console\. | require\(
    | (?: public | private | protected | static ) \s (?: class | void | static | int | string | sub | function | async )
    | (?: if | while | for | foreach | switch ) \s? \( .{0,200} \) \s? \{? $ | for \s / | try \s? \{
    | if \s (?: not \s )? (?: exist | defined | errorlevel ) \s | if \s? \[
    | (?: if | for ) \s .{0,200} \s (?: then | do ) $
    | (?: del | copy | xcopy | move | reg | net | taskkill | shutdown | format | rmdir | rm | chmod | chown | curl
        | wget | sudo | nohup | mkdir | cp | mv | cat ) \s [/"%~.-]
    | (?: curl | wget ) \s http | (?: reg | net | sc ) \s (?: add | delete | user | stop | start | localgroup ) \s
    | [\w.]+ \( [^()]{0,120} \) \s? [;{]? $ | [\w.]+ \. \w+ \s "[^"]{0,120}" $ | [{}] \s? [,;)]{0,9} $
    | (?: icon | url | type | exec | name | iconfile | iconindex | terminal | command ) =
    """
)
CMDLET = re.compile(
    r"""(?x)
    (?: Add | Clear | Copy | Disable | Enable | Export | Find | Get | Import | Install | Invoke | Join | Move | New
      | Out | Read | Remove | Rename | Restart | Save | Select | Send | Set | Show | Split | Start | Stop | Test
      | Unblock | Wait | Write ) - [A-Z][A-Za-z]+ (?: \s | $ )
    """
)
ENDS, SIGNS = frozenset(";{}"), frozenset('()=[]{}<>$"')
"""How a line of a program may end, and what else stands in it then."""
PROGRAMS = frozenset(
    """
    bat cmd com ps1 psm1 psd1 msh vbs vbe js jse mjs wsf wsh wsc sct hta htm html xhtml mht mhtml svg xml xsl reg inf
    url desktop scf lnk pif job settingcontent-ms library-ms search-ms application appref-ms gadget service sh bash zsh
    csh command py pyw pl rb php asp aspx jsp jnlp iqy slk ahk au3 applescript scpt lua r tcl csx fsx
    """.split()  # noqa: SIM905 - read as a table
)
"""Endings of names by which a system would run what is in the file."""
SHARE, FEWEST = 0.5, 2
"""The share of lines, and the number of lines, from which on a text is a program."""


def is_program(text: str, name: str = "") -> bool:
    """Whether a system would run this text, or take it in as settings or a shortcut."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    said = [*islice((line[:LONGEST_LINE] for line in lines if not COMMENT.match(line)), MOST_LINES)]
    if any(BEGINS.match(line) for line in (*lines[:1], *said[:1])) or any(map(_acts, _pieces(lines))):
        return True
    statements = sum(map(_is_statement, said))
    is_named_so = PurePosixPath(name.casefold()).suffix.lstrip(".") in PROGRAMS
    return (statements >= FEWEST and statements >= SHARE * len(said)) or (is_named_so and statements > 0)


def _pieces(lines: list[str]) -> Iterator[str]:
    """Each line that could say something, the long ones in pieces that overlap."""
    for line in lines:
        for at in range(0, len(line) if len(line) >= SHORTEST else 0, LONGEST_LINE - OVERLAP):
            yield line[at : at + LONGEST_LINE]


def _acts(line: str) -> bool:
    return ACTS.search(line) is not None or HEADING.match(line) is not None or FORMULA.match(line) is not None


def _is_statement(line: str) -> bool:
    if STATEMENTS.match(line) or CMDLET.match(line):
        return True
    return line[-1] in ENDS and not SIGNS.isdisjoint(line[:-1])
