use super::*;
use crate::readers::drawn::drawn;

fn told(body: &str) -> String {
    let header = r"{\rtf1\ansi\ansicpg936\deff0\uc1{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset2 Symbol;}}{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2\outlinelevel1 \'b1\'ea\'cc\'e2x;}{\s3\sbasedon1 mine;}{\s4 Contents 1;}{\*\cs9 heading 5;}}";
    let bytes = format!("{header}{body}}}");
    let document = read(bytes.as_bytes(), &mut Findings::default()).unwrap();
    drawn(&document.blocks)
}

#[test]
fn text() {
    for (body, expected) in [
        (r"\pard a\par b", "a|b"),
        (r"\'d6\'d0\'b9\'fa\f1\'d6\'d0", "中国中"),
        // the second byte of a two-byte character may be a letter or digit
        (r"\f1\'b5a\'81\'30\'81\'30", "礱\u{80}"),
        (r"\u20013?\u22269\'3f!", "中国!"),
        (r"{\uc2\u20013\'d6\'d0\u22269\'b9\'fa}\uc0\u97b", "中国ab"),
        (r"\u-10187?\u-8704?", "𝘀"),
        (r"\u8805\par x", "≥|x"),
        (r"{\f2\'b3}95%{\f2\u-3917?}", "≥95%≥"),
        (
            r"\{a\\b\}\~c\_d\-e\tab f\line g\ldblquote h\rdblquote",
            "{a\\b}\u{a0}c-de\tf\ng\u{201c}h\u{201d}",
        ),
        (
            r"a{\v secret}{\deleted gone}{\revised new}\v b\v0 c",
            "anewc",
        ),
        (
            r"a{\footnote\pard n\par}{\*\unknown x{y}}{\pict\bin4 }}{{c}b",
            "ab",
        ),
        (
            r"a{\header\pard h\par}{\info{\title t}}{\*\generator g}b",
            "ab",
        ),
        (r"\pard\page a\par b\page c\page\par", "a|b\nc"),
        ("a\\\nb\r\nc", "a|bc"),
        (
            r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25{\*\ffname a}\ffdefres1}}}{\fldrslt}}a{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}}{\fldrslt}}b{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl x}{\*\ffl y}}}}{\fldrslt}}{\field{\*\fldinst FORMTEXT {\*\formfield{\fftype0{\*\ffdeftext no}}}}{\fldrslt z}}",
            "☒a☐byz",
        ),
        (
            r"{\mmath{\*\moMath{\mr{\mrPr\mscr0}\u8805\'3f}{\msSup{\me{\mr 10}}{\msup{\mr 4}}}{\mf{\mnum{\mr 1}}{\mden{\mr 2}}}}{\mmathPict{\pict 00}}}x",
            "≥10⁴1/2x",
        ),
        (
            r"10{\super 4}a{\up6 1}{\up2 2}\super 3\plain 5{\super 6\nosupersub 7}",
            "10⁴a¹2³5⁶7",
        ),
        (
            r"{\field{\*\fldinst { EQ \\o(\u8805?)}}{\fldrslt gone}}95{\sub 2}100{\field{\*\fldinst eq \\i(0)}{\fldrslt}}",
            "≥95 2 100",
        ),
        (
            r"\strike a\strike0 b\striked1 c\striked0 d\striked e\plain f",
            "bdf",
        ),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
}

#[test]
fn paragraphs() {
    for (body, expected) in [
        (
            r"\pard\s1 a\par\pard\s2 b\par\s3 c\par\pard d",
            "#1 a|#2 b|#1 c|d",
        ),
        (
            r"\pard\outlinelevel2 a\par\pard\s1\outlinelevel9 b",
            "#3 a|b",
        ),
        (
            r"{\*\bkmkstart _Toc1}a{\*\bkmkend _Toc1}\par{\upr{\*\bkmkstart ?}{\*\ud{\*\bkmkstart \u20013?}}}b",
            "<_Toc1>a|<中>b",
        ),
        (r"\pard\s4 a\par\pard b", "toc a|b"),
        (
            r#"\pard{\field{\*\fldinst { TOC \\o "1-3"}}{\fldrslt a\par{\field{\*\fldinst HYPERLINK \\l "_Toc1"}{\fldrslt b\tab 3}}}}\par c{\field{\*\fldinst PAGE}{\fldrslt 7}}"#,
            "toc a|toc b\t3|c7",
        ),
        (
            r"{\listtext\pard\plain\'a3\'a8\'d2\'bb\'a3\'a9\tab}a\par{\pntext\f2\'b7\tab}b\par{\listtext 2.\tab}c",
            "（一）a|b|2. c",
        ),
        (
            r"a{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt\pard box\par}}{\shprslt x}}b\par c",
            "ab|box|c",
        ),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
}

#[test]
fn tables() {
    for (body, expected) in [
        (
            r"\trowd\cellx1000\cellx2000\pard\intbl a\cell b\cell\row\trowd\cellx2010\pard\intbl c\par d\cell\row\pard e",
            "[(0 1x1 a)(1 1x1 b)/(0 2x1 c|d)]|e",
        ),
        (
            r"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl a\cell b\cell\row\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell c\cell\row",
            "[(0 1x2 a)(1 1x1 b)/(1 1x1 c)]",
        ),
        (
            r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl a\cell\cell b\cell\row",
            "[(0 1x1 a)(1 1x1 b)]",
        ),
        // a row that begins further right, with its properties after the cells
        (
            r"\pard\intbl a\cell b\cell\trowd\cellx1000\cellx2000\row\pard\intbl c\cell\trowd\trleft1000\cellx2000\row",
            "[(0 1x1 a)(1 1x1 b)/(1 1x1 c)]",
        ),
        (
            r"\trowd\cellx4000\pard\intbl a\par\itap2 b\nestcell{\nonesttables\par}c\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}\pard\intbl d\cell\row",
            "[(0 1x1 a|[(0 1x1 b)(1 1x1 c)]|d)]",
        ),
        // cells without paragraph properties, without definitions and without the end of a row
        (r"\trowd\cellx900 a\cell\row\pard b", "[(0 1x1 a)]|b"),
        (r"\pard\intbl a\cell b\cell\row", "[(0 1x1 a)(1 1x1 b)]"),
        (r"\trowd\cellx900\pard\intbl a\cell\pard b", "[(0 1x1 a)]|b"),
        (r"\trowd\cellx900\pard\intbl\cell\row", "[(0 1x1 )]"),
    ] {
        assert_eq!(told(body), expected, "{body}");
    }
}

#[test]
fn damage_is_told() {
    for (bytes, expected, code) in [
        (&b"{\\rtf1 a\\par b"[..], "a|b", Some("damaged-xml")),
        (b"{\\rtf1 a}}}\0\0", "a", None),
        (
            b"{\\rtf1{\\fonttbl{\\f0\\fcharset134 x;}}\\f0 a\\'d6}",
            "a\u{fffd}",
            Some("bad-encoding"),
        ),
        (b"{\\rtf1{\\v secret}a}", "a", Some("hidden-text")),
    ] {
        let mut findings = Findings::default();
        let document = read(bytes, &mut findings).unwrap();
        assert_eq!(drawn(&document.blocks), expected);
        assert_eq!(findings.as_slice().first().map(|f| &*f.code), code);
    }
}

#[test]
fn hostile_nesting_is_bounded() {
    for body in [
        "{".repeat(100_000) + "a",
        r"{\shptxt a".repeat(20_000),
        format!(r"\itap{} a\nestcell\nestrow\cell\row", i32::MAX),
        r"\cellx1".repeat(100_000) + r"\pard\intbl a\cell\row",
        r"\trowd\cellx1 a\cell\trleft-2147483648\cellx2147483647\row".to_owned(),
    ] {
        assert!(told(&body).contains('a'));
    }
}
