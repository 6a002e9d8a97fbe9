//! One line per case about the statutory tables: the rule, the severities it must report, and the tables in short form.

/// A table of expenditure by function with its three columns.
macro_rules! functions {
    ($rows:literal) => {
        concat!(
            "table general_public_expenditure 元\nset expenditure function\n",
            "columns 支出/合计* | 支出/基本支出$basic | 支出/项目支出$project\n",
            $rows
        )
    };
}

/// An overview with both halves.
macro_rules! overview {
    ($income:literal, $expenditure:literal) => {
        concat!(
            "table overview 万元\nset income fund\ncolumns 收入/预算数\n",
            $income,
            "\nset expenditure function\ncolumns 支出/预算数\n",
            $expenditure
        )
    };
}

/// A table of income with its total.
macro_rules! income {
    ($total:literal) => {
        concat!(
            "table income 万元\nset income fund\ncolumns 金额\nrow =合计 | ",
            $total,
            "\n"
        )
    };
}

/// (code, severities, tables)
pub(crate) const CASES: &[(&str, &str, &str)] = &[
    (
        "budget-column-sum",
        "error",
        functions!("row 201 一般公共服务支出 | 7900 | 1400 | 6400"),
    ),
    (
        "budget-column-sum",
        "error",
        "table three_public 万元\nset expenditure -\ncolumns 合计* | 三公/小计* | 三公/出国 | 三公/车/小计* | 三公/车/购置 | 三公/车/运行 | 会议费\n\
         row  | 9.00 | 6.00 | 1.00 | 5.00 | 2.00 | 2.00 | 3.00",
    ),
    (
        "budget-column-sum",
        "error",
        "table three_public 万元\nset expenditure -\ncolumns 三公/合计/预算数* | 三公/接待/预算数 | 三公/出国/预算数 | 三公/合计/决算数*:final | 三公/接待/决算数:final\n\
         row  | 9.00 | 6.00 | 1.00 | 5.00 | 5.00",
    ),
    // half a unit of each printed place: three figures printed to 0.01万元 may be 150元 apart, integers 1.5元
    (
        "budget-column-sum",
        "",
        "table expenditure 万元\nset expenditure function\ncolumns 合计* | 基本支出 | 项目支出\nrow 201 一般 | 3.01 | 1.00 | 2.00",
    ),
    (
        "budget-column-sum",
        "info",
        "table expenditure 万元\nset expenditure function\ncolumns 合计* | 基本支出 | 项目支出\nrow 201 一般 | 3.02 | 1.00 | 2.00",
    ),
    (
        "budget-column-sum",
        "",
        functions!("row 201 一般 | 79 | 79 |"),
    ),
    (
        "budget-column-sum",
        "",
        functions!("row 201 一般 | | 15 | 64"),
    ),
    // a part below 其中 and the cost of running the agency are not added
    (
        "budget-column-sum",
        "",
        "table three_public 万元\nset expenditure -\ncolumns 合计* | 接待 | 其中：一般公共预算* | 机关运行经费#agency_running\nrow  | 3 | 3 | 2 | 90",
    ),
    (
        "budget-column-sum",
        "not_evaluable",
        functions!("row 201 一般 | 79 | ? | 64"),
    ),
    (
        "budget-column-sum",
        "not_evaluable",
        functions!("row 201 一般 | 79 | | \nrow 208 社会保障 | 3 | 1 | 2"),
    ),
    (
        "budget-code-sum",
        "error error",
        functions!(
            "row 204 公共安全 | 100 | 100 |\nrow 20406 司法 | 100 | 100 |\nrow 2040601 行政运行 | 60 | 60 |\nrow 2040604 基层司法 | 10 | 10 |"
        ),
    ),
    (
        "budget-code-sum",
        "",
        functions!(
            "row 204 公共安全 | 100 | 100 |\nrow 20406 司法 | 100 | 100 |\nrow 2040601 行政运行 | 90 | 90 |\nrow 2040604 基层司法 | 10 | 10 |"
        ),
    ),
    // the row of 款 is not printed: its class is the sum of what is
    (
        "budget-code-sum",
        "",
        functions!(
            "row 204 公共安全 | 100 | 100 |\nrow 2040601 行政运行 | 90 | 90 |\nrow 2040604 基层司法 | 10 | 10 |"
        ),
    ),
    (
        "budget-code-sum",
        "not_evaluable",
        functions!(
            "row 204 公共安全 | 100 | 100 |\nrow 2040601 行政运行 | ? | 90 |\nrow 2040604 基层司法 | 10 | 10 |"
        ),
    ),
    (
        "budget-total-row",
        "error",
        functions!(
            "row 201 一般 | 1000 | 1000 |\nrow 208 社会保障 | 500 | 500 |\nrow =合计 | 1600 | 1500 |"
        ),
    ),
    (
        "budget-total-row",
        "error",
        overview!(
            "row 财政拨款 | 10.00\nrow 其他收入 | 2.00\nrow -本年收入合计 | 13.00\nrow ~上年结转 | 3.00\nrow =总计 | 15.00",
            "row 教育支出 | 15.00\nrow =总计 | 15.00"
        ),
    ),
    (
        "budget-total-row",
        "",
        overview!(
            "row 财政拨款 | 10.00\nrow 其他收入 | 2.00\nrow -本年收入合计 | 12.00\nrow ~上年结转 | 3.00\nrow =总计 | 15.00",
            "row =合计 | 15.00\nrow 教育支出 | 15.00"
        ),
    ),
    (
        "budget-total-row",
        "not_evaluable",
        functions!("row 201 一般 | 10 | 10 |\nrow 208 社会保障 | ? | 5 |\nrow =合计 | 16 | 15 |"),
    ),
    (
        "budget-sides-equal",
        "error",
        overview!(
            "row 财政拨款 | 10.00\nrow =总计 | 10.00",
            "row 教育支出 | 9.00\nrow =总计 | 9.00"
        ),
    ),
    (
        "budget-sides-equal",
        "",
        overview!(
            "row 财政拨款 | 10.00\nrow =总计 | 10.00",
            "row 教育支出 | 10.00\nrow =总计 | 10.00"
        ),
    ),
    (
        "budget-sides-equal",
        "not_evaluable",
        overview!(
            "row 财政拨款 | 10.00\nrow =总计 | 10.00",
            "row 教育支出 | 9.00\nrow =总计 | ?"
        ),
    ),
    (
        "budget-group-sum",
        "error",
        overview!(
            "row 财政拨款 | 10.00\nrow >一般公共预算 | 6.00\nrow >政府性基金 | 3.00\nrow =总计 | 10.00",
            "row =总计 | 10.00"
        ),
    ),
    (
        "budget-group-sum",
        "warning",
        overview!(
            "row 其他收入 | 10.00\nrow ><捐赠收入 | 12.00\nrow =总计 | 10.00",
            "row =总计 | 10.00"
        ),
    ),
    (
        "budget-group-sum",
        "",
        overview!(
            "row 财政拨款 | 10.00\nrow >一般公共预算 | 7.00\nrow >政府性基金 | 3.00\nrow =总计 | 10.00",
            "row =总计 | 10.00"
        ),
    ),
    (
        "budget-group-sum",
        "",
        overview!(
            "row 其他收入 | 10.00\nrow ><捐赠收入 | 2.00\nrow =总计 | 10.00",
            "row =总计 | 10.00"
        ),
    ),
    (
        "budget-group-sum",
        "not_evaluable",
        overview!(
            "row 财政拨款 | 10.00\nrow >一般公共预算 | ?\nrow >政府性基金 | 3.00\nrow =总计 | 10.00",
            "row =总计 | 10.00"
        ),
    ),
    (
        "budget-breakdowns-equal",
        "error",
        overview!(
            "row =总计 | 10.00",
            "row 教育支出 | 10.00\nset expenditure spending\ncolumns 支出/用途/金额\nrow 基本支出 | 8.00\nrow =支出合计 | 8.00"
        ),
    ),
    (
        "budget-breakdowns-equal",
        "",
        overview!(
            "row =总计 | 10.00",
            "row 教育支出 | 10.00\nset expenditure spending\ncolumns 支出/用途/金额\nrow 基本支出 | 10.00\nrow =支出合计 | 10.00"
        ),
    ),
    (
        "budget-breakdowns-equal",
        "not_evaluable",
        overview!(
            "row =总计 | 10.00",
            "row 教育支出 | ?\nset expenditure spending\ncolumns 支出/用途/金额\nrow 基本支出 | 10.00\nrow =支出合计 | 10.00"
        ),
    ),
    (
        "budget-change-arithmetic",
        "error warning",
        "table three_public 万元\nset expenditure item\ncolumns 2022年预算数@2022 | 2023年预算数@2023 | 增减:change | 幅度:change_rate\n\
         row 公务接待费#reception | 8.00 | 6.50 | -2.50 | -31.25%",
    ),
    (
        "budget-change-arithmetic",
        "",
        "table three_public 万元\nset expenditure item\ncolumns 2022年预算数@2022 | 2023年预算数@2023 | 增减:change | 幅度:change_rate\n\
         row 公务接待费#reception | 8.00 | 6.50 | -1.50 | -18.75%\nrow 会议费#meeting | 8.00 | 6.50 | 1.50 | -18.8%\nrow 培训费#training | | 1.00 | 1.00 |",
    ),
    (
        "budget-change-arithmetic",
        "not_evaluable",
        "table three_public 万元\nset expenditure item\ncolumns 2022年预算数@2022 | 2023年预算数@2023 | 增减:change\nrow 公务接待费#reception | ? | 6.50 | -1.50",
    ),
    (
        "budget-negative",
        "warning warning",
        functions!("row 201 一般 | -3 | -3 |"),
    ),
    (
        "budget-negative",
        "",
        "table overview 万元\nset income fund\ncolumns 收入/预算数 | 增减:change\nrow 财政拨款 | 3 | -1\nrow ~年初结转和结余 | -3 |",
    ),
    (
        "budget-negative",
        "not_evaluable",
        "table income -\nset income fund\ncolumns 收入/预算数\nrow 财政拨款 | -3",
    ),
    (
        "budget-code-depth",
        "warning",
        functions!("row 201 一般 | 3 | 3 |\nrow 20101 人大事务 | 3 | 3 |"),
    ),
    (
        "budget-code-depth",
        "",
        functions!(
            "row 201 一般 | 3 | 3 |\nrow 20101 人大事务 | 3 | 3 |\nrow 2010101 行政运行 | 3 | 3 |"
        ),
    ),
    (
        "budget-code-depth",
        "warning",
        "table basic_expenditure 元\nset expenditure economic_department\ncolumns 金额\nrow 301 工资福利支出 | 3",
    ),
    (
        "budget-code-depth",
        "",
        "table basic_expenditure 元\nset expenditure economic_department\ncolumns 金额\nrow 301 工资福利支出 | 3\nrow 30101 基本工资 | 3",
    ),
    (
        "budget-code-depth",
        "not_evaluable",
        functions!("row 20 人大事务 | 3 | 3 |"),
    ),
    (
        "budget-code-parent",
        "warning",
        functions!(
            "row 201 一般 | 3 | 3 |\nrow 20101 人大事务 | 3 | 3 |\nrow 2080505 养老保险 | 3 | 3 |"
        ),
    ),
    (
        "budget-code-parent",
        "warning",
        functions!(
            "row 201 一般 | 3 | 3 |\nrow 20101 人大事务 | 3 | 3 |\nrow 2010102 一般行政管理事务 | 1 | 1 |\nrow 2010101 行政运行 | 2 | 2 |"
        ),
    ),
    (
        "budget-code-parent",
        "warning",
        functions!(
            "row 201 一般 | 3 | 3 |\nrow 20101 人大事务 | 3 | 3 |\nrow 2010101 行政运行 | 1 | 1 |\nrow 2010101 行政运行 | 2 | 2 |"
        ),
    ),
    (
        "budget-code-parent",
        "",
        functions!(
            "row 201 一般 | 3 | 3 |\nrow 20101 人大事务 | 3 | 3 |\nrow 2010101 行政运行 | 3 | 3 |"
        ),
    ),
    (
        "budget-code-parent",
        "not_evaluable",
        functions!("row 20 人大事务 | 3 | 3 |"),
    ),
    (
        "budget-code-name",
        "info",
        functions!("row 2010101 行政支出 | 3 | 3 |"),
    ),
    (
        "budget-code-name",
        "warning",
        functions!("row 2019901 甲支出 | 3 | 3 |\nrow 2019901 乙支出 | 3 | 3 |"),
    ),
    (
        "budget-code-name",
        "",
        functions!(
            "row 2010101 行政运行 | 3 | 3 |\nrow 20805 行政事业单位离退休 | 3 | 3 |\nrow 9999901 没有列出的科目 | 3 | 3 |"
        ),
    ),
    (
        "budget-code-name",
        "not_evaluable",
        functions!("row 20 人大事务 | 3 | 3 |"),
    ),
    (
        "budget-code-year",
        "info",
        concat!(
            "year 2024\n",
            functions!("row 20805 行政事业单位离退休 | 3 | 3 |")
        ),
    ),
    (
        "budget-code-year",
        "info",
        concat!(
            "year 2019\n",
            functions!("row 20805 行政事业单位养老支出 | 3 | 3 |")
        ),
    ),
    (
        "budget-code-year",
        "",
        concat!(
            "year 2024\n",
            functions!("row 20805 行政事业单位养老支出 | 3 | 3 |")
        ),
    ),
    (
        "budget-code-year",
        "not_evaluable",
        concat!(
            "year -\n",
            functions!("row 20805 行政事业单位养老支出 | 3 | 3 |")
        ),
    ),
    (
        "budget-precision-mixed",
        "info",
        functions!("row 201 一般 | 3.00 | 3.00 |\nrow 208 社会保障 | 3 | 3.00 |"),
    ),
    (
        "budget-precision-mixed",
        "",
        functions!("row 201 一般 | 3.00 | 3.00 | 0\nrow 208 社会保障 | 3.20 | 3.20 | 0.00"),
    ),
    (
        "budget-table-missing",
        "error",
        "table overview 元\ntable income 元\ntable expenditure 元\ntable fiscal_overview 元\ntable three_public 元",
    ),
    (
        "budget-table-missing",
        "error error",
        "table overview 元\ntable income 元\ntable expenditure 元\ntable fiscal_overview 元\ntable three_public 元\ntable government_fund - status=listed_only",
    ),
    (
        "budget-table-missing",
        "warning",
        "table overview 元\ntable income 元\ntable expenditure 元",
    ),
    (
        "budget-table-missing",
        "",
        "table overview 元\ntable projects 元",
    ),
    (
        "budget-table-missing",
        "",
        "table overview 元\ntable income 元\ntable expenditure 元\ntable fiscal_overview 元\ntable three_public 元\ntable government_fund 元\ntable general_public_expenditure 元\ntable basic_expenditure 元",
    ),
    (
        "budget-table-missing",
        "not_evaluable",
        "table overview 元\ntable income 元\ntable expenditure 元\ntable fiscal_overview 元\ntable three_public 元\nreading budget-layout-unread",
    ),
    (
        "budget-table-twice",
        "warning",
        concat!(income!("12.00"), income!("10.00")),
    ),
    (
        "budget-table-twice",
        "info",
        concat!(income!("12.00"), income!("12.00")),
    ),
    (
        "budget-table-twice",
        "",
        concat!(income!("12.00"), "year 2023\n", income!("10.00")),
    ),
    (
        "budget-table-twice",
        "not_evaluable",
        concat!(income!("12.00"), income!("?")),
    ),
    (
        "budget-blank-without-note",
        "warning",
        "table government_fund 元 status=blank",
    ),
    (
        "budget-blank-without-note",
        "",
        "table government_fund 元 status=declared_empty note=本表为空表 empty=",
    ),
    (
        "budget-note-contradicts",
        "warning",
        "table three_public 元 note=故本表为空表 empty=",
    ),
    (
        "budget-note-contradicts",
        "warning",
        "table state_capital 元 status=declared_empty note=无政府性基金预算，本表为空表 empty=",
    ),
    (
        "budget-note-contradicts",
        "",
        "table state_capital 元 status=declared_empty note=无国有资本经营预算，本表为空表 empty=\ntable income 元 note=本表反映政府性基金等收入",
    ),
    (
        "budget-note-template",
        "info",
        "table government_fund 元 note=XX局无此项支出",
    ),
    (
        "budget-note-template",
        "",
        "table government_fund 元 note=我局无此项支出",
    ),
    (
        "budget-blank-but-used",
        "error",
        "table government_fund 元 status=declared_empty\ntable overview 万元\nset income fund\ncolumns 预算数\nrow 政府性基金!government_fund | 3.00",
    ),
    (
        "budget-blank-but-used",
        "",
        "table government_fund 元 status=declared_empty\ntable overview 万元\nset income fund\ncolumns 预算数\nrow 政府性基金!government_fund | 0.00",
    ),
    (
        "budget-blank-but-used",
        "not_evaluable",
        "table government_fund 元 status=declared_empty\ntable overview 万元\nset income fund\ncolumns 预算数\nrow 政府性基金!government_fund | ?",
    ),
    (
        "budget-year",
        "warning",
        "year -\ntable income 元 year=2023\ntable overview 元 year=2024\ntable expenditure 元 year=2024",
    ),
    (
        "budget-year",
        "",
        "year -\ntable income 元 year=2023\ntable overview 元 year=2023",
    ),
    ("budget-year", "warning", "table income 元 year=2023"),
    ("budget-year", "", "table income 元"),
    (
        "budget-year",
        "not_evaluable",
        "year -\ntable income 元 year=2023\ntable overview 元 year=2024",
    ),
    (
        "budget-scope-words",
        "info",
        "table income 元\ntable overview 元\ntable expenditure 元 scope=unit",
    ),
    (
        "budget-scope-words",
        "",
        "table income 元\ntable overview 元",
    ),
    (
        "budget-scope-words",
        "not_evaluable",
        "table income 元\ntable overview 元 scope=unit",
    ),
    (
        "budget-unit-missing",
        "warning",
        "table income -\nset income fund\ncolumns 金额\nrow 财政拨款 | 3.00",
    ),
    (
        "budget-unit-missing",
        "",
        "table income 元\nset income fund\ncolumns 金额\nrow 财政拨款 | 3.00",
    ),
    (
        "budget-unit-conflict",
        "error",
        "table income 元\nset income fund\ncolumns 金额\nrow 财政拨款 | 3.00万元",
    ),
    (
        "budget-unit-conflict",
        "",
        "table income 万元\nset income fund\ncolumns 金额\nrow 财政拨款 | 3.00\nrow 其他 | 3",
    ),
    (
        "budget-overview-income",
        "error",
        "table overview 万元\nset income -\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable income 万元\nset income function\ncolumns 合计* | 财政拨款\nrow 201 一般 | 9.00 | 9.00\nrow =合计 | 9.00 | 9.00",
    ),
    (
        "budget-overview-income",
        "",
        "table overview 万元\nset income -\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable income 万元\nset income function\ncolumns 合计* | 财政拨款\nrow 201 一般 | 10.00 | 10.00\nrow =合计 | 10.00 | 10.00",
    ),
    (
        "budget-overview-income",
        "",
        "table overview 万元\nset income -\ncolumns 预算数\nrow 财政拨款 | 9.00\nrow -本年合计 | 9.00\nrow ~结转 | 1.00\nrow =总计 | 10.00\ntable income 万元\nset income function\ncolumns 合计* | 财政拨款\nrow 201 一般 | 9.00 | 9.00\nrow =合计 | 9.00 | 9.00",
    ),
    (
        "budget-overview-income",
        "not_evaluable",
        "table overview 万元\nset income -\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable income 万元\nset income function\ncolumns 合计* | 财政拨款\nrow 201 一般 | ? | ?\nrow =合计 | ? | ?",
    ),
    (
        "budget-overview-expenditure",
        "error",
        "table overview 万元\nset expenditure -\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable expenditure 万元\nset expenditure function\ncolumns 合计* | 财政拨款\nrow 201 一般 | 9.00 | 9.00\nrow =合计 | 9.00 | 9.00",
    ),
    (
        "budget-overview-expenditure",
        "",
        "table overview 万元\nset expenditure -\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable expenditure 万元\nset expenditure function\ncolumns 合计* | 财政拨款\nrow 201 一般 | 10.00 | 10.00\nrow =合计 | 10.00 | 10.00",
    ),
    (
        "budget-overview-expenditure",
        "",
        "table overview 万元\nset expenditure -\ncolumns 预算数\nrow 财政拨款 | 9.00\nrow -本年合计 | 9.00\nrow ~结转 | 1.00\nrow =总计 | 10.00\ntable expenditure 万元\nset expenditure function\ncolumns 合计* | 财政拨款\nrow 201 一般 | 9.00 | 9.00\nrow =合计 | 9.00 | 9.00",
    ),
    (
        "budget-overview-expenditure",
        "not_evaluable",
        "table overview 万元\nset expenditure -\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable expenditure 万元\nset expenditure function\ncolumns 合计* | 财政拨款\nrow 201 一般 | ? | ?\nrow =合计 | ? | ?",
    ),
    (
        "budget-fiscal-sum",
        "error",
        "table fiscal_overview 万元\nset expenditure function\ncolumns 合计*!fiscal | 一般公共预算!general_public\nrow 教育支出 | 10.00 | 10.00\nrow =总计 | 10.00 | 10.00\ntable general_public_expenditure 万元\nset expenditure function\ncolumns 合计*\nrow 205 教育支出 | 9.00\nrow =合计 | 9.00",
    ),
    (
        "budget-fiscal-sum",
        "",
        "table fiscal_overview 万元\nset expenditure function\ncolumns 合计*!fiscal | 一般公共预算!general_public\nrow 教育支出 | 10.00 | 10.00\nrow =总计 | 10.00 | 10.00\ntable general_public_expenditure 万元\nset expenditure function\ncolumns 合计*\nrow 205 教育支出 | 10.00\nrow =合计 | 10.00",
    ),
    (
        "budget-fiscal-sum",
        "not_evaluable",
        "table fiscal_overview 万元\nset expenditure function\ncolumns 合计*!fiscal | 一般公共预算!general_public\nrow 教育支出 | 10.00 | 10.00\nrow =总计 | 10.00 | 10.00\ntable general_public_expenditure 万元\nset expenditure function\ncolumns 合计*\nrow 205 教育支出 | ?\nrow =合计 | ?",
    ),
    (
        "budget-basic-economic",
        "error",
        "table general_public_expenditure 万元\nset expenditure function\ncolumns 合计* | 基本支出$basic\nrow 205 教育支出 | 10.00 | 8.00\nrow =合计 | 10.00 | 8.00\ntable basic_expenditure 万元\nset expenditure economic_department\ncolumns 金额$basic\nrow 301 工资福利支出 | 7.00\nrow =合计 | 7.00",
    ),
    (
        "budget-basic-economic",
        "",
        "table general_public_expenditure 万元\nset expenditure function\ncolumns 合计* | 基本支出$basic\nrow 205 教育支出 | 10.00 | 8.00\nrow =合计 | 10.00 | 8.00\ntable basic_expenditure 万元\nset expenditure economic_department\ncolumns 金额$basic\nrow 301 工资福利支出 | 8.00\nrow =合计 | 8.00",
    ),
    (
        "budget-basic-economic",
        "not_evaluable",
        "table general_public_expenditure 万元\nset expenditure function\ncolumns 合计* | 基本支出$basic\nrow 205 教育支出 | 10.00 | 8.00\nrow =合计 | 10.00 | 8.00\ntable basic_expenditure 万元\nset expenditure economic_department\ncolumns 金额$basic\nrow 301 工资福利支出 | ?\nrow =合计 | ?",
    ),
    (
        "budget-staff-operating",
        "warning",
        "table overview 万元\nset expenditure function\ncolumns 预算数/合计* | 预算数/基本支出/人员经费$basic_staff\nrow 教育支出 | 8.00 | 8.00\nrow =总计 | 8.00 | 8.00\ntable basic_expenditure 万元\nset expenditure economic_department\ncolumns 合计*$basic | 人员经费$basic_staff\nrow 301 工资福利支出 | 7.00 | 7.00\nrow 303 补助 | 0.00 | 0.00\nrow =合计 | 7.00 | 7.00",
    ),
    (
        "budget-staff-operating",
        "",
        "table overview 万元\nset expenditure function\ncolumns 预算数/合计* | 预算数/基本支出/人员经费$basic_staff\nrow 教育支出 | 8.00 | 8.00\nrow =总计 | 8.00 | 8.00\ntable basic_expenditure 万元\nset expenditure economic_department\ncolumns 合计*$basic | 人员经费$basic_staff\nrow 301 工资福利支出 | 7.00 | 8.00\nrow 303 补助 | 0.00 | 0.00\nrow =合计 | 7.00 | 8.00",
    ),
    (
        "budget-staff-operating",
        "not_evaluable",
        "table overview 万元\nset expenditure function\ncolumns 预算数/合计* | 预算数/基本支出/人员经费$basic_staff\nrow 教育支出 | 8.00 | 8.00\nrow =总计 | 8.00 | 8.00\ntable basic_expenditure 万元\nset expenditure economic_department\ncolumns 合计*$basic | 人员经费$basic_staff\nrow 301 工资福利支出 | 7.00 | ?\nrow 303 补助 | 0.00 | 0.00\nrow =合计 | 7.00 | ?",
    ),
    (
        "budget-unit-scale",
        "error",
        "table overview 万元\nset income fund\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable income 元\nset income function\ncolumns 合计*\nrow 201 一般 | 10.00\nrow =合计 | 10.00",
    ),
    (
        "budget-unit-scale",
        "",
        "table overview 万元\nset income fund\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable income 万元\nset income function\ncolumns 合计*\nrow 201 一般 | 10.00\nrow =合计 | 10.00",
    ),
    (
        "budget-unit-scale",
        "not_evaluable",
        "table overview 万元\nset income fund\ncolumns 预算数\nrow 财政拨款 | 10.00\nrow =总计 | 10.00\ntable income 万元\nset income function\ncolumns 合计*\nrow 201 一般 | ?\nrow =合计 | ?",
    ),
    (
        "budget-text-item",
        "error",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext “一般公共服务支出（类）人大事务（款）行政运行（项）”科目26.00万元，主要用于办公。"
        ),
    ),
    (
        "budget-text-item",
        "",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext “一般公共服务支出（类）人大事务（款）行政运行（项）”科目25.00万元，主要用于办公。"
        ),
    ),
    (
        "budget-text-item",
        "",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext “一般公共服务支出（类）人大事务（款）行政运行（项）”科目25万元。"
        ),
    ),
    (
        "budget-text-item",
        "not_evaluable",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext “一般公共服务支出（类）人大事务（款）行政运行（项）”科目26.00万元，比上年增加3.00万元。"
        ),
    ),
    (
        "budget-text-name",
        "",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext 1、一般公共服务支出（类）人大事务（款）行政运行（项）25.00万元。"
        ),
    ),
    (
        "budget-text-name",
        "warning",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext “公共服务（201类）人大事务（01款）行政运行（01项）”科目25.00万元。"
        ),
    ),
    (
        "budget-text-name",
        "",
        functions!(
            "row 201 一般公共服务支出 | 250000 | 250000 |\nrow 20101 人大事务 | 250000 | 250000 |\nrow 2010101 行政运行 | 250000 | 250000 |\ntext “一般公共服务支出（类）人大事务（款）行政运行（项）”科目26.00万元。"
        ),
    ),
    (
        "budget-text-name",
        "not_evaluable",
        "table income 元\ntext 教育支出（类）普通教育（款）小学教育（项）25.00万元。",
    ),
];
