"""A form written by hand that holds nearly everything a ward office's form may hold."""

# ruff: noqa: E501 - XML in the shape a program gives it

from __future__ import annotations

from tests.workbook.packages import MAIN, PACKAGE, RELATIONS, relations, zipped

OFFICE = "http://schemas.openxmlformats.org/drawingml/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
XR = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
THREAD = "{11111111-2222-3333-4444-555555555555}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FORM = f"""{_HEAD}<!-- 様式 --><worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}" xmlns:mc="{MC}" xmlns:xr="{XR}"
 mc:Ignorable="xr" xr:uid="{{AAAAAAAA-0000-0000-0000-000000000001}}"><sheetPr codeName="Sheet1"/>
<dimension ref="A1:H30"/><sheetViews><sheetView tabSelected="1" workbookViewId='0'><pane ySplit="4"
 topLeftCell="A5" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="C20"
 sqref="C20"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>
<cols><col min="7" max="7" width="10" style="2" customWidth="1"/></cols><sheetData>
<row r="1" spans="1:8"><c r="A1" t="s"><v>0</v></c><c r='B1' s='1'/></row>
<row r="2"><c r="A2" s="1"><v>45000</v></c><c r="B2"><f>様式!C10*2</f><v>4</v></c></row>
<row r="10" ht="30" customHeight="1"><c r="A10" s="2"/><c r="B10" s="2"/><c r="C10"><v>2</v></c><c r="D10"><v>3</v></c><c
 r="E10"><f t="shared" ref="E10:E12" si="0">C10*D10</f><v>6</v></c></row>
<row r="11"><c r="A11" s="2"/><c r="C11"><v>1</v></c><c r="D11"><v>1</v></c><c r="E11"><f t="shared" si="0"/><v>1</v></c></row>
<row r="12"><c r="A12" s="2"/><c r="E12"><f t="shared" si="0"/><v>0</v></c><!-- 行末 --></row>
<row><c><f>SUM(E10:E12)</f><v>7</v></c><c t="str"><f>"A1:B2"&amp;A13&amp;COUNT(総計)</f><v>A1:B27</v></c></row>
<row r="15"><c r="A15"><f t="array" ref="A15:A16">C10:C11</f><v>2</v></c></row><row r="16"><c r="A16"><v>1</v></c></row>
<row r="30"><c r="H30" t="inlineStr"><is><t>おわり</t></is></c></row></sheetData>
<sheetProtection sheet="1" objects="1"/><protectedRanges><protectedRange sqref="C10:D12" name="入力"/></protectedRanges>
<mergeCells count="3"><mergeCell ref="A10:B10"/><mergeCell ref="A20:C22"/><mergeCell ref="G9:G12"/></mergeCells>
<conditionalFormatting sqref="C11:D11"><cfRule type="expression" dxfId="0" priority="1"><formula>$C11&gt;1</formula></cfRule>
</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="C10 D11"><formula1>リスト!$A$1:$A$3</formula1>
</dataValidation></dataValidations><hyperlinks><hyperlink ref="A11" location="様式!A20" xr:uid="{{AAAAAAAA-0000-0000-0000-000000000002}}"/>
<hyperlink ref="A20" r:id="rId7"/></hyperlinks><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" r:id="rId4"/><rowBreaks count="1" manualBreakCount="1"><brk id="14" max="16383" man="1"/></rowBreaks>
<ignoredErrors><ignoredError sqref="E10:E12" numberStoredAsText="1"/></ignoredErrors><drawing r:id="rId1"/>
<legacyDrawing r:id="rId2"/><mc:AlternateContent><mc:Choice Requires="x14" xmlns:x14="{X14}"><controls><mc:AlternateContent>
<mc:Choice Requires="x14"><control shapeId="1027" r:id="rId6" name="済"><controlPr defaultSize="0"><anchor moveWithCells="1"><from>
<xdr:col xmlns:xdr="{OFFICE}/spreadsheetDrawing">1</xdr:col><xdr:colOff xmlns:xdr="{OFFICE}/spreadsheetDrawing">0</xdr:colOff>
<xdr:row xmlns:xdr="{OFFICE}/spreadsheetDrawing">19</xdr:row><xdr:rowOff xmlns:xdr="{OFFICE}/spreadsheetDrawing">0</xdr:rowOff></from><to>
<xdr:col xmlns:xdr="{OFFICE}/spreadsheetDrawing">2</xdr:col><xdr:colOff xmlns:xdr="{OFFICE}/spreadsheetDrawing">0</xdr:colOff>
<xdr:row xmlns:xdr="{OFFICE}/spreadsheetDrawing">20</xdr:row><xdr:rowOff xmlns:xdr="{OFFICE}/spreadsheetDrawing">0</xdr:rowOff></to></anchor>
</controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>
<tableParts count="1"><tablePart r:id="rId5"/></tableParts><extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}">
<x14:dataValidations count="1" xmlns:xm="{XM}"><x14:dataValidation type="list"><x14:formula1><xm:f>リスト!$A$1:$A$3</xm:f></x14:formula1>
<xm:sqref>D12</xm:sqref></x14:dataValidation></x14:dataValidations></ext><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{X14}">
<x14:sparklineGroups xmlns:xm="{XM}"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>様式!C11:D11</xm:f><xm:sqref>F11</xm:sqref>
</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"""

SUMMARY = f"""{_HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>SUM(様式!E10:E12)</f><v>7</v></c>
<c r="B1"><f>様式!$E$10+総計</f><v>13</v></c><c r="C1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>"""
LISTS = (
    f'{_HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    + "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>{at}</v></c></row>' for at in (1, 2, 3))
    + "</sheetData></worksheet>"
)


def _anchor(top: int, bottom: int, number: int, inner: str, edit_as: str = "") -> str:
    corner = "<xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>9</xdr:rowOff>"
    return (
        f"<xdr:twoCellAnchor{edit_as}><xdr:from>{corner.format(1, top)}</xdr:from><xdr:to>{corner.format(3, bottom)}"
        f"</xdr:to>{inner.format(number, f'図形 {number}')}<xdr:clientData/></xdr:twoCellAnchor>"
    )


_SHAPE = (
    '<xdr:sp macro="" textlink="様式!$E$10"><xdr:nvSpPr><xdr:cNvPr id="{}" name="{}"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></a:xfrm><a:prstGeom prst="rightArrow"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
)
_CHART = (
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{}" name="{}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="'
    + OFFICE
    + '/chart">'
    '<c:chart xmlns:c="' + OFFICE + '/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
)
DRAWING = (
    f'{_HEAD}<xdr:wsDr xmlns:xdr="{OFFICE}/spreadsheetDrawing" xmlns:a="{OFFICE}/main" xmlns:r="{RELATIONS}">'
    + _anchor(10, 10, 2, _SHAPE)
    + _anchor(20, 22, 3, _SHAPE)
    + _anchor(8, 11, 4, _SHAPE)
    + _anchor(20, 25, 5, _CHART)
    + _anchor(23, 24, 6, _SHAPE, ' editAs="absolute"')
    + "</xdr:wsDr>"
)
CHART = (
    f'{_HEAD}<c:chartSpace xmlns:c="{OFFICE}/chart" xmlns:a="{OFFICE}/main"><c:chart><c:plotArea><c:layout/><c:barChart>'
    '<c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>様式!$E$10:$E$12</c:f></c:numRef></c:val>'
    '</c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/>'
    '</c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>'
)
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shape id="_x0000_s1025" type="#_x0000_t202"><v:textbox><br></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>'
    "5, 15, 9, 10, 7, 5, 12, 4</x:Anchor><x:Row>10</x:Row><x:Column>2</x:Column></x:ClientData></v:shape>"
    '<v:shape id="_x0000_s1026" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Anchor>5, 15, 19, 10, 7, 5, 22, 4</x:Anchor>'
    '<x:Row>19</x:Row><x:Column>0</x:Column></x:ClientData></v:shape><v:shape id="_x0000_s1027" type="#_x0000_t201">'
    '<x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 19, 0, 2, 0, 20, 0</x:Anchor><x:FmlaLink>$H$21</x:FmlaLink></x:ClientData></v:shape></xml>'
)
COMMENTS = (
    f'{_HEAD}<comments xmlns="{MAIN}" xmlns:xr="{XR}" xmlns:mc="{MC}" mc:Ignorable="xr"><authors><author>係</author></authors><commentList><comment ref="C11" authorId="0" '
    'xr:uid="{AAAAAAAA-0000-0000-0000-000000000003}"><text><t>注記</t></text></comment><comment ref="A20" authorId="0"><text><t>注記2</t>'
    "</text></comment></commentList></comments>"
)
TABLE = (
    f'{_HEAD}<table xmlns="{MAIN}" id="1" name="表1" displayName="表1" ref="J9:K12" totalsRowShown="0"><autoFilter ref="J9:K12"/>'
    '<tableColumns count="2"><tableColumn id="1" name="甲"/><tableColumn id="2" name="乙"/></tableColumns></table>'
)
CONTROL = f'{_HEAD}<formControlPr xmlns="{X14}" objectType="CheckBox" fmlaLink="$H$21" noThreeD="1"/>'
STYLES = (
    f'{_HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="ＭＳ 明朝"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/>'
    '<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="57" fontId="0" fillId="0" '
    'borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf/></dxfs></styleSheet>'
)
WORKBOOK = f"""{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews><sheets>
<sheet name="様式" sheetId="1" r:id="rId1"/><sheet name="集計" sheetId="4" r:id="rId2"/><sheet name="リスト" sheetId="9" state="veryHidden" r:id="rId3"/>
</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">様式!$A$1:$H$30</definedName><definedName name="_xlnm.Print_Titles"
 localSheetId="0">様式!$1:$4</definedName><definedName name="総計">様式!$E$10:$E$12</definedName><definedName name="候補" localSheetId="2">
リスト!$A$1:$A$3</definedName></definedNames></workbook>"""
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application><HeadingPairs>'
    '<vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>ワークシート</vt:lpstr></vt:variant><vt:variant><vt:i4>3</vt:i4></vt:variant>'
    '</vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="3" baseType="lpstr"><vt:lpstr>様式</vt:lpstr><vt:lpstr>集計</vt:lpstr>'
    "<vt:lpstr>リスト</vt:lpstr></vt:vector></TitlesOfParts></Properties>"
)
_TYPES = {
    "xl/workbook.xml": "sheet.main+xml",
    "xl/worksheets/sheet1.xml": "worksheet+xml",
    "xl/worksheets/sheet2.xml": "worksheet+xml",
    "xl/worksheets/sheet3.xml": "worksheet+xml",
    "xl/styles.xml": "styles+xml",
    "xl/sharedStrings.xml": "sharedStrings+xml",
    "xl/calcChain.xml": "calcChain+xml",
    "xl/comments1.xml": "comments+xml",
    "xl/tables/table1.xml": "table+xml",
}


def _content_types() -> str:
    known = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}"/>'
        for part, kind in _TYPES.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.'
        'openxmlformats-officedocument.vmlDrawing"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.printerSettings"/>{known}<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.drawing+xml"/><Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'drawingml.chart+xml"/><Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def rich_parts() -> dict[str, bytes]:
    """The parts by name."""
    strings = "".join(f"<si><t>{text}</t></si>" for text in ("題名", "高", "中", "低"))
    texts = {
        "[Content_Types].xml": _content_types(),
        "xl/workbook.xml": WORKBOOK,
        "xl/worksheets/sheet1.xml": FORM,
        "xl/worksheets/sheet2.xml": SUMMARY,
        "xl/worksheets/sheet3.xml": LISTS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/calcChain.xml": f'{_HEAD}<calcChain xmlns="{MAIN}"><c r="E10" i="1"/></calcChain>',
        "xl/drawings/drawing1.xml": DRAWING,
        "xl/charts/chart1.xml": CHART,
        "xl/drawings/vmlDrawing1.vml": VML,
        "xl/comments1.xml": COMMENTS,
        "xl/tables/table1.xml": TABLE,
        "xl/ctrlProps/ctrlProp1.xml": CONTROL,
        "docProps/app.xml": _APP,
    }
    office = [
        ("rId1", "officeDocument", "xl/workbook.xml"),
        ("rId2", "extended-properties", "docProps/app.xml"),
    ]
    sheet = [
        ("rId1", "drawing", "../drawings/drawing1.xml"),
        ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
    ]
    sheet += [
        ("rId3", "comments", "/xl/comments1.xml"),
        ("rId4", "printerSettings", "../printerSettings/printerSettings1.bin"),
    ]
    sheet += [("rId5", "table", "../tables/table1.xml"), ("rId6", "ctrlProp", "../ctrlProps/ctrlProp1.xml")]
    sheet += [("rId7", "hyperlink", "#様式!A10")]
    book = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in (1, 2, 3)]
    book += [
        ("rId4", "styles", "styles.xml"),
        ("rId5", "sharedStrings", "sharedStrings.xml"),
        ("rId6", "calcChain", "calcChain.xml"),
    ]
    return {name: text.encode() for name, text in texts.items()} | {
        "_rels/.rels": relations(*office),
        "xl/_rels/workbook.xml.rels": relations(*book),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(*sheet),
        "xl/drawings/_rels/drawing1.xml.rels": relations(("rId1", "chart", "../charts/chart1.xml")),
        "xl/printerSettings/printerSettings1.bin": b"\x00\x01printer",
    }


def rich_form(**changes: bytes) -> bytes:
    """The file."""
    return zipped(rich_parts() | changes)
