//! Number formats that a workbook names by number alone (ECMA-376 part 1, 18.8.30).

/// The format code of a built-in number format in its Chinese form; `None` for numbers that have none. A code that the
/// file itself gives for the number comes first.
pub(in super::super) fn built_in(id: u32) -> Option<&'static str> {
    let code = match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\u{a5}#,##0;-\u{a5}#,##0",
        7 | 8 => "\u{a5}#,##0.00;-\u{a5}#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        // 年 月
        27 | 36 | 50 | 52 | 57 => "yyyy\u{5e74}m\u{6708}",
        // 月 日
        28 | 29 | 51 | 53 | 54 | 58 => "m\u{6708}d\u{65e5}",
        30 => "m-d-yy",
        // 年 月 日
        31 => "yyyy\u{5e74}m\u{6708}d\u{65e5}",
        // 时 分
        32 | 34 | 55 => "h\u{65f6}mm\u{5206}",
        // 时 分 秒
        33 | 35 | 56 => "h\u{65f6}mm\u{5206}ss\u{79d2}",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => "#,##0;-#,##0;\"-\"",
        42 => "\u{a5}#,##0;-\u{a5}#,##0;\u{a5}\"-\"",
        43 => "#,##0.00;-#,##0.00;\"-\"",
        44 => "\u{a5}#,##0.00;-\u{a5}#,##0.00;\u{a5}\"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    };
    Some(code)
}
