#!/usr/bin/env python3
"""What LibreOffice shows for every pair of number format and value: rewrites tests/number_formats.tsv.

It also rewrites tests/number_formats/conditional.ods, LibreOffice's own file of the pairs whose format has a condition.

Needs `soffice` and Python 3.8. Columns: format code, value (a text begins with '), what LibreOffice shows; where
LibreOffice departs from ECMA-376 or Excel, what is right instead and why. The last two columns are written by people and
kept when the table is made again.
"""

import csv
import pathlib
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

TABLE = pathlib.Path(__file__).parent.parent / "tests" / "number_formats.tsv"

NUMBERS = [0, 1, -1, 7, 0.5, 0.045, 1.005, -0.001, 86, 1234.567, -1234.567, 258961.62]
LARGE = [0, 24.8, 999.5, 10000, 248000, -35000, 1234567, 3500000, 12345678.9, 123456789]
SHARES = [0, 0.98, 1, -0.055, 0.3451, 0.004, 7, 1 / 3]
FRACTIONS = [0, 0.5, 1.25, 2.3333333333333335, -0.75, 0.1, 7, 12.0625]
DAYS = [1, 59, 61, 45657, 46011.5, 46011.770833333336, 45292.0001, 0.25]
TIMES = [0, 0.5, 1.5, 0.000011574, 0.770833333333, 2.999999, 45292.1234567]
TEXTS = ["'≥86公里", "'5", 5, -5, 0]

FORMATS = [
    (NUMBERS + [1 / 3, 1e20, 123456789012345, 1e-7],
     ["General", "0", "0.0", "0.00", "0.000", "#", "#.#", "#.##", "0.##", "0.0#", "00000", "#,##0", "#,##0.00",
      "0.00_ ", "0.00_);(0.00)", "0.00;[Red]-0.00", "#,##0.00_);[Red](#,##0.00)"]),
    (NUMBERS,
     ['"约"General', 'General"元"', "0.000000", "?0.0?", "??0", "#,###", "#,##0.0000", "0;-0;;@", "0.00;-0.00;",
      '0"人"', '#"个";-#"个";"无"', "\\≥0", '"≥"0.0', "!≥0", "≥0", "0_-;-0_-", "[Red]0;[Blue]-0", "[Color10]0.0",
      "[$¥-804]#,##0.00", '"¥"#,##0.00;"¥"-#,##0.00', "[$￥-804]0.00", "[$-804]0.0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
      '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ', ";;;", "0;;", '0;"负"0', "-0", "(0)", "0-00", "000-0000",
      '"第"0"号"', "0 0", '0.0"万元"', "+0;-0;0", "0.00 ", '""', "0.", "#.", ".00", "0;0;0", "0;-0", '"文"']),
    (LARGE,
     ["0,", "0.0,", "0.00,,", "#,##0,", "#,##0.00,,", '0!.0,"万"', '0!.0,"万元"', "0!.0000", "0!.00,", "#!.0,", '0\\.0,"万"',
      '0"."0,', '0.00,,"百万"', "0.0,;(0.0,)", "#!,0000", '0!.0,,"千万"', '#,##0,"千"', '[>=10000]0!.0,"万";0',
      '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', '[<10000]0.00;0!.0000"万"']),
    (SHARES,
     ["0%", "0.0%", "0.00%", "#%", "0.##%", '"≥"0%', '0%"以上"', "%0", "0.0%;-0.0%", '0%;-0%;"-"', "0%%", "0.0‰", '0"%"', "0\\%"]),
    (SHARES + [-5, 12345.678, 1e20],
     ["0.00E+00", "0E+0", "##0.0E+0", "0.0E-0", "#.##E+00", "000.0E+00", '0.0E+0"倍"']),
    (FRACTIONS,
     ["# ?/?", "# ??/??", "# ???/???", "?/?", "# ?/2", "# ?/4", "# ?/8", "# ??/16", "# ?/10", "# ??/100", "0 0/0", '0" "?/?"里"', "#?/?"]),
    ([0, 1, -1, 7, 0.5, 100, 86.4, -250],
     ['[=0]"";General', '[=1]"是";[=0]"否";General', "[<1]0.00%;0", '[>100]"高";[<10]"低";"中"', '[<>0]0.0;"无"',
      "[>=100]0;[>=10]0.0;0.00", '[<0]"负"0;0', '[<=0]"-";0.00', "[Red][>=90]0.0;[Green][<60]0.0;0.0",
      "[>=50][Blue]0;0.0", "[<0]0;0", "[<-100]0.0;0", "[>0]0.0;[<0](0.0);0", '[=0]"-";0.0;-0.0', "[>5]0.0", "[<5]0.0;-0.0;0",
      '[=86.4]"等于";0', "[>=0]0.0;-0.0", '[<>1]0;"一"', '[=0]"";0.00', '[>=1]0"天";0.0"天"', '[=0]0;[<0]-0.0;0.00', '[=1]"是";[=0]"否"']),
    ([0, 1, 10, 12, 105, 1010, 24800, 100000, 123456789, 2026, 0.5, -3.45],
     ["[DBNum1]0", "[DBNum1]General", "[DBNum2]General", "[DBNum2]0.00", "[DBNum1][$-804]General", "[DBNum2][$-804]General",
      "[DBNum2][$-804]0.00", "[DBNum1][$-804]0", "[DBNum3][$-804]0", "[DBNum2][$-804]General\"元\"",
      "[$-804][DBNum1]General"]),
    (DAYS,
     ["yyyy/m/d", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "yyyy年m月d日", "yy/mm/dd", "yyyy.mm.dd", "yyyymmdd", "d-mmm-yy", "mmm-yy",
      "mmmm d, yyyy", "mmmmm", "dddd", "ddd", "m/d", "aaaa", "aaa", "[$-804]aaaa;@", "[$-804]aaa", "[$-804]dddd", "[$-804]ddd",
      "[$-804]mmm", "[$-804]mmmm", "[$-409]d-mmm-yy;@", "[$-409]mmmm d, yyyy", '[$-804]yyyy"年"m"月";@', "yyyy;@", "e/m/d",
      '[DBNum1][$-804]yyyy"年"m"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月";@', '[DBNum1][$-804]m"月"d"日"',
      "[$-F800]dddd, mmmm dd, yyyy", "[$-x-sysdate]dddd, mmmm dd, yyyy", "[$-F400]h:mm:ss AM/PM", "yyyy/m/d h:mm",
      "yyyy-mm-dd hh:mm:ss", '[$-804]yyyy"年"m"月"d"日" dddd', "m/d/yy", "dd.mm.yyyy", "yyyy-mm-ddThh:mm", '"截至"yyyy/m/d',
      "yyyy!年m!月", "[Red]yyyy/m/d", "[>45000]yyyy/m/d;0", "mm/yyyy", "[$-80404]yyyy/m/d"]),
    (TIMES,
     ["h:mm", "hh:mm:ss", "h:mm AM/PM", "h:mm A/P", "h:mm:ss AM/PM", '上午/下午h"时"mm"分"', '[$-804]上午/下午h"时"mm"分"',
      "[$-804]AM/PM h:mm", "[h]:mm", "[mm]:ss", "[ss]", "[h]:mm:ss.00", "mm:ss.0", "ss.000", "h:mm:ss.00", '[h]"小时"mm"分"', "m:ss",
      'h"时"mm"分"ss"秒"', "[hh]:mm", "mm:ss", "h"]),
    (TEXTS,
     ["@", '@"元"', '"共"@"项"', "General;General;General;@", "0;-0;\"零\";\"文字：\"@", ";;;@", ";;;", "0;-0;0;", "0;-0;0", '0;-0;0;"≥"@',
      "@@", '0;-0;0;"无文"', "General;@", "0.0;@", "General", '"甲"', "[Red]@", "yyyy/m/d;@", "_ @_ "]),
]


def pairs():
    for values, codes in FORMATS:
        for code in codes:
            for value in values:
                yield code, value if isinstance(value, str) else repr(value)


def workbook(path, rows):
    """One row a pair: column A holds the value in its format, column B the number of the row, so that no row is blank."""
    codes = list(dict.fromkeys(code for code, _ in rows))
    formats = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>' for at, code in enumerate(codes)
    )
    styles = "".join(f'<xf numFmtId="{200 + at}" applyNumberFormat="1"/>' for at in range(len(codes)))
    cells = []
    for at, (code, value) in enumerate(rows, 1):
        style = codes.index(code) + 1
        if value.startswith("'"):
            cell = f'<c r="A{at}" s="{style}" t="inlineStr"><is><t>{escape(value[1:])}</t></is></c>'
        else:
            cell = f'<c r="A{at}" s="{style}"><v>{value}</v></c>'
        number = f'<c r="B{at}" t="inlineStr"><is><t>n{at}</t></is></c>'
        cells.append(f'<row r="{at}">{cell}{number}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Sheet1" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs><xf/>{styles}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(cells)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)


def converted(book, format, folder):
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", format]
    subprocess.run([*command, "--outdir", str(folder), str(book)], check=True, stdout=subprocess.DEVNULL)


def write_conditional(rows):
    """The pairs of formats with a condition, as LibreOffice saves them."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        workbook(folder / "conditional.xlsx", [row for row in rows if row[0][:2] in ("[<", "[>", "[=")])
        converted(folder / "conditional.xlsx", "ods", folder)
        target = TABLE.parent / "number_formats"
        target.mkdir(exist_ok=True)
        (target / "conditional.ods").write_bytes((folder / "conditional.ods").read_bytes())


def shown_by_libreoffice(rows, keep=None):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        book = pathlib.Path(keep) if keep else folder / "pairs.xlsx"
        workbook(book, rows)
        # separator, quote, UTF-8, first line, no columns, American English, quote all, no detection, as shown
        convert = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,true"
        converted(book, convert, folder)
        with open(folder / (book.stem + ".csv"), encoding="utf-8", newline="") as lines:
            return [row[0] if row else "" for row in csv.reader(lines)]


def main():
    kept = {}
    if TABLE.exists():
        for line in TABLE.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) == 5:
                kept[tuple(fields[:3])] = fields[3:]
    rows = list(pairs())
    write_conditional(rows)
    shown = shown_by_libreoffice(rows, *sys.argv[1:2])
    shown += [""] * (len(rows) - len(shown))
    with open(TABLE, "w", encoding="utf-8", newline="\n") as table:
        for (code, value), text in zip(rows, shown):
            table.write("\t".join([code, value, text, *kept.get((code, value, text), [])]) + "\n")


if __name__ == "__main__":
    main()
