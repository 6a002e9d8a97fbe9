use super::*;

#[test]
fn printed_decimals_are_kept() {
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    for (raw, unit, yuan) in [
        ("11.00", AmountUnit::TenThousand, "110000.00"),
        ("486,200.00", AmountUnit::Yuan, "486200.00"),
        ("5", AmountUnit::TenThousand, "50000"),
    ] {
        let amount = parse_amount(raw, Some(unit), words).and_then(|parsed| parsed.amount.yuan);
        assert_eq!(amount.map(|yuan| yuan.to_string()).as_deref(), Some(yuan));
    }
}

#[test]
fn cells() {
    use AmountUnit::{HundredMillion, TenThousand, Thousand, Yuan};
    // raw, unit of the table, yuan: `none` is not an amount, `?` an amount without a value
    let cases = [
        ("11.00", Some(TenThousand), "110000"),
        ("1,386,200.00", Some(Yuan), "1386200"),
        ("250万", Some(TenThousand), "2500000"),
        ("250万", None, "2500000"),
        ("164万元", Some(TenThousand), "1640000"),
        ("30万", Some(Yuan), "300000"),
        ("10000万元", Some(TenThousand), "100000000"),
        ("￥30", None, "30"),
        ("￥30", Some(Yuan), "30"),
        ("￥30", Some(TenThousand), "?"),
        ("￥30万", None, "300000"),
        ("16（万元）", None, "160000"),
        ("１６．５０", Some(TenThousand), "165000"),
        ("1 386 200", Some(Yuan), "1386200"),
        (" 18.60 ", Some(TenThousand), "186000"),
        ("0", Some(TenThousand), "0"),
        ("0.00", Some(TenThousand), "0"),
        ("-5", Some(TenThousand), "-50000"),
        ("1.2亿", None, "120000000"),
        ("3", Some(HundredMillion), "300000000"),
        ("3", Some(Thousand), "3000"),
        ("30万元整", None, "300000"),
        ("12元", Some(TenThousand), "12"),
        ("30。", Some(TenThousand), "300000"),
        ("120.50¹", Some(TenThousand), "1205000"),
        ("30万元²", None, "300000"),
        ("10⁴", Some(Yuan), "?"),
        ("5×10⁴", Some(Yuan), "?"),
        ("3¹5", Some(Yuan), "?"),
        ("", Some(Yuan), "none"),
        (" \t", Some(Yuan), "none"),
        ("-", Some(Yuan), "none"),
        ("/", Some(Yuan), "none"),
        ("—", Some(Yuan), "none"),
        ("——", Some(Yuan), "none"),
        ("\u{3000}", Some(Yuan), "none"),
        ("11.00", None, "?"),
        ("其中：10", Some(Yuan), "?"),
        ("30万元/年", None, "?"),
        ("95%", Some(Yuan), "?"),
        ("10-15", Some(TenThousand), "?"),
        ("10 20", Some(TenThousand), "?"),
        ("3人", Some(Yuan), "?"),
        ("16万元（含税）", None, "?"),
        ("99999999999999999999999999999999", Some(Yuan), "?"),
        ("79228162514264337593543950335", Some(TenThousand), "?"),
        // words for nothing; an error of a workbook is not among them
        ("无", Some(Yuan), "none"),
        (" 不适用 ", Some(Yuan), "none"),
        ("不涉及", Some(TenThousand), "none"),
        ("无。", None, "none"),
        ("#N/A", Some(Yuan), "?"),
        ("无法确定", Some(Yuan), "?"),
        // in words and in parts
        ("三十五万元", None, "350000"),
        ("三十五万", Some(Yuan), "350000"),
        ("十万元", Some(TenThousand), "100000"),
        ("人民币叁拾伍万元整", Some(TenThousand), "350000"),
        ("壹佰贰拾叁万肆仟伍佰元整", None, "1234500"),
        ("壹万零伍佰元", None, "10500"),
        ("壹仟万圆整", None, "10000000"),
        ("叁拾伍元伍角整", None, "35.5"),
        ("壹佰元零伍分", None, "100.05"),
        ("2万3千元", None, "23000"),
        ("1亿2000万", None, "120000000"),
        ("三十五", Some(TenThousand), "?"),
        ("两万三千", Some(Yuan), "?"),
        ("三万五元", None, "?"),
        ("三百五万元", None, "?"),
        ("三十五万元/年", None, "?"),
        ("叁拾伍万美元", None, "?"),
        ("叁拾伍元伍分伍角", None, "?"),
        ("叁拾伍元伍拾角", None, "?"),
        ("三十五万人", None, "?"),
        ("叁拾伍万元整（￥350000）", None, "?"),
    ];
    for (raw, unit, expected) in cases {
        let amount = parse_amount(raw, unit, &crate::vocabulary::Vocabulary::builtin().values)
            .map(|parsed| parsed.amount);
        let found = match &amount {
            None => "none".to_owned(),
            Some(amount) => amount
                .yuan
                .map_or("?".to_owned(), |yuan| yuan.normalize().to_string()),
        };
        assert_eq!(found, expected, "{raw}");
    }
}

#[test]
fn units_of_labels() {
    use AmountUnit::{HundredMillion, TenThousand, Yuan};
    let cases = [
        ("单位：万元", Some(TenThousand)),
        ("金额单位：元", Some(Yuan)),
        ("单位 : 人民币万元", Some(TenThousand)),
        ("单位：万元、%", Some(TenThousand)),
        ("单位:亿元", Some(HundredMillion)),
        ("（单位：万元）", Some(TenThousand)),
        ("项目资金（元）", Some(Yuan)),
        ("年度资金总额（万元）：", Some(TenThousand)),
        ("预算金额（万元，含税）", Some(TenThousand)),
        ("[万元]", Some(TenThousand)),
        ("万元", Some(TenThousand)),
        ("填报单位：某某局  金额单位：万元", Some(TenThousand)),
        ("单位：元/人", None),
        ("单位：某某市档案馆", None),
        ("单位：个", None),
        ("预算单位", None),
        ("项目资金（100万元以上）", None),
        ("资金用途", None),
        ("（元旦慰问）", None),
        ("单位：元器件厂", None),
    ];
    for (text, unit) in cases {
        assert_eq!(
            amount_unit_of(text, &crate::vocabulary::Vocabulary::builtin().values),
            unit,
            "{text}"
        );
    }
}

#[test]
fn running_text() {
    // text; value, unit, yuan, per, in a range, the printed form of each amount
    let text =
        "用于机关OA系统运行维护费1.3万元，用于网站运行维护费７ 万元，用于通讯专线服务费1,000.5元。";
    let found = find_amounts(text, &crate::vocabulary::Vocabulary::builtin().values);
    let printed: Vec<_> = found
        .iter()
        .map(|amount| &text[amount.start..amount.end])
        .collect();
    assert_eq!(printed, ["1.3万元", "７ 万元", "1,000.5元"]);
    let yuan: Vec<_> = found.iter().map(|amount| amount.yuan.to_string()).collect();
    assert_eq!(yuan, ["13000", "70000", "1000.5"]);

    let cases: [(&str, &[&str]); 9] = [
        ("2023年举办培训2次，350元/人", &["350元/人"]),
        ("10-15万元", &["15万元~"]),
        ("由10万元至15万元", &["10万元~", "15万元~"]),
        ("财社〔2023〕12号文下达30万元", &["30万元"]),
        ("服务3万人次", &[]),
        ("约30万", &[]),
        ("A1元", &[]),
        ("1.2.3万元", &[]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        let found = find_amounts(text, &crate::vocabulary::Vocabulary::builtin().values);
        let printed: Vec<_> = found
            .iter()
            .map(|amount| {
                let per = amount
                    .per
                    .as_ref()
                    .map(|per| format!("/{per}"))
                    .unwrap_or_default();
                let range = if amount.in_range { "~" } else { "" };
                format!("{}{}{per}{range}", amount.value, amount.unit)
            })
            .collect();
        assert_eq!(printed, expected, "{text}");
    }
}
