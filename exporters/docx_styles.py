"""How a DOCX looks: named styles, list numbering and settings, written in full so that no template shines through."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from exporters.theme import Theme

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)

INK = "1D2126"
SOFT = "5F6670"
LINE = "D9D6CF"
WASH = "F6F5F2"
TEXT_FONT = "Arial"
CODE_FONT = "Consolas"
LEVELS = 9
TEXT_WIDTH = 9638  # A4 with margins of 20 mm, in twentieths of a point
BULLETS, NUMBERS = 1, 2


_BODY_SIZE = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; sizes in half points, distances in twentieths of a point, lines in 240ths."""

    id: str
    name: str
    size: int = _BODY_SIZE
    before: int = 0
    after: int = 120
    line: int = 300
    color: str = INK
    bold: bool = False
    outline: int | None = None
    decoration: str = ""
    indent: str = ""
    fonts: str = ""


_BAR = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{LINE}"/></w:pBdr>'
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="5" w:color="{WASH}"/>' for side in ("top", "left", "bottom", "right")
)
_FRAME = f"<w:pBdr>{_SIDES}</w:pBdr>"
_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
CODE_FONTS = f'<w:rFonts w:ascii="{CODE_FONT}" w:hAnsi="{CODE_FONT}" w:cs="{CODE_FONT}"/>'
_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_INSET = '<w:ind w:left="113" w:right="113"/>'
_NUMBERED = '<w:ind w:left="340" w:hanging="340"/>'
_HANGING = '<w:ind w:left="397" w:hanging="397"/>'

_STYLES = (
    _Style("Title", "Title", 48, after=280, line=264, bold=True),
    _Style("Lead", "Lead", 23, before=240, after=320, line=320),
    _Style("FactLabel", "Fact Label", 16, after=0, line=240, color=SOFT),
    _Style("FactValue", "Fact Value", after=0, line=260, bold=True),
    _Style("TOCHeading", "TOC Heading", before=120, after=60, color=SOFT, bold=True),
    _Style("TOC1", "toc 1", after=40, line=280, indent=_NUMBERED),
    _Style("Heading1", "heading 1", 30, before=480, after=160, line=276, bold=True, outline=0),
    _Style("Heading2", "heading 2", 22, before=240, after=60, line=276, bold=True, outline=1),
    _Style("Heading3", "heading 3", before=200, after=60, line=276, bold=True, outline=2),
    _Style("Heading4", "heading 4", before=160, after=60, line=276, bold=True, outline=3, color=SOFT),
    _Style("Heading5", "heading 5", 18, before=160, after=60, line=276, bold=True, outline=4, color=SOFT),
    _Style("ListBullet", "List Bullet", after=60),
    _Style("ListNumber", "List Number", after=60),
    _Style("Quote", "Quote", color=SOFT, decoration=_BAR, indent='<w:ind w:left="284"/>'),
    _Style("Code", "Code", 17, 160, 240, 276, decoration=_FRAME + _SHADE, indent=_INSET, fonts=CODE_FONTS),
    _Style("Checklist", "Checklist", after=80, indent=_HANGING),
    _Style("Caption", "caption", 17, color=SOFT),
    _Style("TableHead", "Table Head", 16, after=20, line=240, color=SOFT, bold=True),
    _Style("TableText", "Table Text", 18, after=20, line=268),
    _Style("TableEnd", "Table End", 8, after=80, line=240),
    _Style("Header", "header", 16, after=0, line=240, color=SOFT, decoration=_RIGHT_TAB),
    _Style("Footer", "footer", 16, after=0, line=240, color=SOFT, decoration=_RIGHT_TAB),
)


def styles(lang: str, theme: Theme) -> str:
    """Return styles.xml; the language of the document stands in its defaults."""
    fonts = f'<w:rFonts w:ascii="{TEXT_FONT}" w:hAnsi="{TEXT_FONT}" w:eastAsia="{TEXT_FONT}" w:cs="{TEXT_FONT}"/>'
    accent = theme.accent.removeprefix("#").upper()
    run = f'{fonts}<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val={quoteattr(lang)}/>'
    spacing = '<w:spacing w:after="120" w:line="300" w:lineRule="auto"/>'
    return (
        f"<w:styles {NAMESPACES}>"
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:rPr><w:color w:val="{INK}"/></w:rPr></w:style>'
        f"{''.join(map(_paragraph_style, _STYLES))}{_character_styles(accent)}{_table_styles()}</w:styles>"
    )


def _paragraph_style(style: _Style) -> str:
    heading = style.outline is not None
    keep = "<w:keepNext/><w:keepLines/>" if heading or style.id == "TableHead" else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if heading else ""
    spacing = f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="auto"/>'
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    color = f'<w:color w:val="{style.color}"/>' if style.color != INK else ""
    # A size that equals the default stays unsaid, so that a table may set a smaller one.
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size != _BODY_SIZE else ""
    follower = "Normal" if heading or style.id in {"Title", "Lead", "Caption"} else style.id
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{follower}"/><w:qFormat/>'
        f"<w:pPr>{keep}{style.decoration}{spacing}{style.indent}{outline}</w:pPr>"
        f"<w:rPr>{style.fonts}{bold}{color}{size}</w:rPr></w:style>"
    )


def _character_styles(accent: str) -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{accent}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="CodeText"><w:name w:val="Code Text"/><w:qFormat/>'
        f"<w:rPr>{CODE_FONTS}{_SHADE}</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Tag"><w:name w:val="Tag"/><w:qFormat/>'
        f'<w:rPr><w:color w:val="{SOFT}"/><w:sz w:val="15"/><w:szCs w:val="15"/>'
        f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Note"><w:name w:val="Note"/><w:qFormat/>'
        f'<w:rPr><w:color w:val="{SOFT}"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>'
    )  # fmt: skip


def _table_styles() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{INK}"'
    cells, facts = _margins(top=50, left=0), _margins(top=70, left=142)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="PostmortemTable"><w:name w:val="Postmortem Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        f"<w:tblPr><w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>{cells}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr>"
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
        '<w:style w:type="table" w:styleId="FactsTable"><w:name w:val="Facts Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"<w:top {line}/><w:left {line}/><w:bottom {line}/><w:right {line}/></w:tblBorders>{facts}</w:tblPr></w:style>"
    )


def _margins(top: int, left: int) -> str:
    sides = (("top", top), ("left", left), ("bottom", top), ("right", 142))
    return f"<w:tblCellMar>{''.join(_SIDE.format(*side) for side in sides)}</w:tblCellMar>"


_SIDE = '<w:{} w:w="{}" w:type="dxa"/>'


def numbering(ordered_lists: tuple[int, ...]) -> str:
    """Return numbering.xml: one shared bullet list, and for each numbered list one that starts at 1 on its level."""
    bullets = "".join(_level(level, "bullet", "•–"[level % 2]) for level in range(LEVELS))
    formats = ("decimal", "lowerLetter", "lowerRoman")
    numbers = "".join(_level(level, formats[level % 3], f"%{level + 1}.") for level in range(LEVELS))
    restarts = "".join(_restart(number, level) for number, level in enumerate(ordered_lists, NUMBERS))
    return (
        f"<w:numbering {NAMESPACES}>"
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{bullets}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>{numbers}</w:abstractNum>'
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>{restarts}</w:numbering>'
    )


def _level(level: int, form: str, text: str) -> str:
    left = 340 * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr>'
        f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr></w:lvl>'
    )


def _restart(number: int, level: int) -> str:
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def settings(lang: str) -> str:
    """Return settings.xml: today's layout rules of Word, the language, and no trace of an editing session."""
    compat = 'w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return (
        f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="709"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" {compat}/></w:compat>'
        f"<w:themeFontLang w:val={quoteattr(lang)}/></w:settings>"
    )
