//! One line per case: the rule, the severities it must report (none: it stays silent), and the record in short form.

/// (code, severities, record)
pub(crate) const CASES: &[(&str, &str, &str)] = &[
    // funding-parts-mismatch
    (
        "funding-parts-mismatch",
        "error",
        "budget 0\nfund fiscal 90",
    ),
    (
        "funding-parts-mismatch",
        "error",
        "budget 11.00\nfund fiscal 11.00\nfund other 3.00",
    ),
    (
        "funding-parts-mismatch",
        "error",
        "unit 元\nbudget 486200.00\nfund fiscal 486100.00\nfund other blank",
    ),
    (
        "funding-parts-mismatch",
        "not_evaluable",
        "budget 100\nfund fiscal 60",
    ),
    (
        "funding-parts-mismatch",
        "warning",
        "budget 100\nfund fiscal 60\nfund carryover 10",
    ),
    (
        "funding-parts-mismatch",
        "warning",
        "budget 100\nfund fiscal 60\nfund carryover blank",
    ),
    (
        "funding-parts-mismatch",
        "error",
        "budget 100\nfund fiscal 60\nfund carryover 50",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 11.00\nfund fiscal 11.00\nfund other blank",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 18.60\nfund fiscal 15.60\nfund other 3.00",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 54.20\nfund fiscal 50\nfund carryover 4.2\nfund other 0",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 50\nfund fiscal 50\nfund fiscal 45.8\nfund carryover 4.2\nfund other 0",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 30\nfund fiscal 30\nfund public 20\nfund public 10",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 10.01\nfund fiscal 5.004\nfund other 5.004",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 11.00\nfund other blank",
    ),
    (
        "funding-parts-mismatch",
        "",
        "budget 16\nmulti 48\nfund fiscal 16\nmulti-fund fiscal 48",
    ),
    (
        "funding-parts-mismatch",
        "not_evaluable",
        "budget 16\nmulti 48\nfund fiscal 16\nmulti-fund fiscal 40",
    ),
    (
        "funding-parts-mismatch",
        "error",
        "budget 16\nmulti 48\nfund fiscal 16\nmulti-fund fiscal 40\nmulti-fund other 0",
    ),
    (
        "funding-parts-mismatch",
        "not_evaluable",
        "budget 11.00\nfund fiscal ?",
    ),
    ("funding-parts-mismatch", "", "budget 30\nfund other 0"),
    (
        "funding-parts-mismatch",
        "error",
        "budget 30\nfund other 40",
    ),
    // purpose-sum-mismatch
    (
        "purpose-sum-mismatch",
        "warning",
        "budget 11.00\npurpose 用于系统维护1.3万元，用于网站维护7万元，用于专线服务3.7万元。",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 18.60\npurpose 用于扫描加工费9.6万元，用于著录校核费6万元，用于存储设备购置费3万元。",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 项目总投资50万元，已完成投资30万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 按每人350元标准发放慰问金8万元，购置设备2万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 印刷费3万元，办公费2万元等",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 经费11万元，其中：印刷费3万元，办公费2万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 印刷费3万元（其中封面1万元），办公费8万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "year 2023\nbudget 11.00\npurpose 2022年印刷费3万元，2023年印刷费2万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 印刷费3万元×2批，办公费8万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 用于网站维护7万元。",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget blank\npurpose 印刷费3万元，办公费8万元",
    ),
    (
        "purpose-sum-mismatch",
        "not_evaluable",
        "budget ?\npurpose 印刷费3万元，办公费8万元",
    ),
    (
        "purpose-sum-mismatch",
        "not_evaluable",
        "budget 11.00\npurpose 印刷费3万，办公费5万元，差旅费1万元",
    ),
    (
        "purpose-sum-mismatch",
        "",
        "budget 11.00\npurpose 按350元/人培训，印刷费3万元，办公费2万元",
    ),
    (
        "purpose-sum-mismatch",
        "warning",
        "budget 11.00\npurpose 覆盖3万农户：印刷费3万元，办公费2万元",
    ),
    // single-substitution-hint
    (
        "single-substitution-hint",
        "info",
        "budget 11.00\npurpose 用于系统维护1.3万元，用于网站维护7万元，用于专线服务3.7万元。\n\
        |产出指标|成本指标|系统年费|1.3万元\n|产出指标|成本指标|网站年费|7万元\n|产出指标|成本指标|专线通讯费|2.7万元",
    ),
    (
        "single-substitution-hint",
        "",
        "budget 11.00\npurpose 用于系统维护1.3万元，用于网站维护7万元，用于专线服务3.7万元。\n\
        |产出指标|成本指标|系统年费|1.3万元\n|产出指标|成本指标|网站年费|7万元\n|产出指标|成本指标|专线通讯费|2.5万元",
    ),
    (
        "single-substitution-hint",
        "",
        "budget 12.00\npurpose 用于系统维护1.3万元，用于网站维护7万元，用于专线服务3.7万元。\n\
        |产出指标|成本指标|系统年费|1.3万元\n|产出指标|成本指标|网站年费|7万元\n|产出指标|成本指标|专线通讯费|2.7万元",
    ),
    (
        "single-substitution-hint",
        "not_evaluable",
        "budget 11.00\npurpose 用于系统维护1.3万元，用于专线服务3.7万元。\n\
        |产出指标|成本指标|系统年费|1.3万元\n|产出指标|成本指标|专线通讯费|9万",
    ),
    // cost-exceeds-budget
    (
        "cost-exceeds-budget",
        "error",
        "budget 30\n|成本指标|经济成本指标|总成本|≤35万元",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 30\n|产出指标|成本指标|运行保障总成本|≤30万元",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 30\n|产出指标|成本指标|总成本|≤30.1万元",
    ),
    (
        "cost-exceeds-budget",
        "",
        "multi 30\n|产出指标|成本指标|总成本|≤35万元",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 30\n|成本指标|经济成本指标|项目总投资|≤350万元",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 0.01\n|产出指标|成本指标|人均成本|≤350元/人",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 30\n|成本指标|经济成本指标|节约成本|≥35万元",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 30\n|成本指标|经济成本指标|总成本|≤35万元|period=multi",
    ),
    (
        "cost-exceeds-budget",
        "",
        "budget 30\n|效益指标|经济效益指标|增加收入|≥350万元",
    ),
    (
        "cost-exceeds-budget",
        "not_evaluable",
        "budget 30\n|产出指标|成本指标|总成本|≤35万",
    ),
    (
        "cost-exceeds-budget",
        "not_evaluable",
        "budget ?\n|产出指标|成本指标|总成本|≤35万元",
    ),
    // cost-sum-exceeds-budget
    (
        "cost-sum-exceeds-budget",
        "warning",
        "budget 11\n|产出指标|成本指标|甲费|≤8万元\n|产出指标|成本指标|乙费|≤5万元",
    ),
    (
        "cost-sum-exceeds-budget",
        "",
        "budget 11\n|产出指标|成本指标|甲费|≤8万元\n|产出指标|成本指标|乙费|≤3万元",
    ),
    (
        "cost-sum-exceeds-budget",
        "",
        "budget 11\n|产出指标|成本指标|总成本|≤11万元\n|产出指标|成本指标|乙费|≤5万元",
    ),
    (
        "cost-sum-exceeds-budget",
        "",
        "budget 11\n|产出指标|成本指标|甲费|≤8万元\n|产出指标|成本指标|乙费|≤5万元\n|产出指标|成本指标|管理费占比|≤5%",
    ),
    (
        "cost-sum-exceeds-budget",
        "",
        "budget 11\n|产出指标|成本指标|甲费|≤8万元\n|产出指标|成本指标|乙单价|≤5万元",
    ),
    (
        "cost-sum-exceeds-budget",
        "",
        "budget 11\n|产出指标|成本指标|甲费|≤12万元\n|产出指标|成本指标|乙费|≤5万元",
    ),
    (
        "cost-sum-exceeds-budget",
        "not_evaluable",
        "budget 11\n|产出指标|成本指标|甲费|≤8万元\n|产出指标|成本指标|乙费|≤5万",
    ),
    // unit-cost-times-quantity
    (
        "unit-cost-times-quantity",
        "info",
        "budget 50\n|产出指标|数量指标|培训人数|≥1000人次\n|产出指标|成本指标|人均培训成本|≤600元/人",
    ),
    (
        "unit-cost-times-quantity",
        "info",
        "budget 50\n|产出指标|数量指标|培训人数|≥1000人次\n|产出指标|数量指标|培训天数|3天\n|产出指标|成本指标|人均培训成本|≤200元/人/天",
    ),
    (
        "unit-cost-times-quantity",
        "",
        "budget 50\n|产出指标|数量指标|会议活动人数|≥400人次\n|产出指标|数量指标|培训人数|≥1000人次\n\
        |产出指标|成本指标|人均会议成本|≤350元/人\n|产出指标|成本指标|人均培训成本|≤220元/人\n|产出指标|成本指标|参政议政出差成本|≤11万元",
    ),
    (
        "unit-cost-times-quantity",
        "",
        "budget 1\n|产出指标|数量指标|培训人数|≥1000人次\n|产出指标|成本指标|人均成本|≤600元/人",
    ),
    (
        "unit-cost-times-quantity",
        "not_evaluable",
        "budget 50\n|产出指标|数量指标|培训人数|≥1000人次\n|产出指标|成本指标|人均培训成本|≤600元/人/天",
    ),
    // unit-declaration-conflict
    (
        "unit-declaration-conflict",
        "error",
        "budget 100000\npurpose 采购设备10万元",
    ),
    (
        "unit-declaration-conflict",
        "error",
        "budget 10\nfund fiscal 100000",
    ),
    (
        "unit-declaration-conflict",
        "error",
        "name 甲\nbudget 10\n==\nunit 元\nname 甲\nbudget 10",
    ),
    (
        "unit-declaration-conflict",
        "",
        "budget 10\npurpose 每人10元，采购设备10万元",
    ),
    ("unit-declaration-conflict", "", "budget 10\nfund fiscal 10"),
    (
        "unit-declaration-conflict",
        "not_evaluable",
        "budget ?\npurpose 采购设备10万元",
    ),
    // budget-missing-or-zero
    (
        "budget-missing-or-zero",
        "warning",
        "budget blank\npurpose 采购设备",
    ),
    (
        "budget-missing-or-zero",
        "warning",
        "budget 0.00\n|产出指标|数量指标|设备|1台",
    ),
    ("budget-missing-or-zero", "", "budget 10\npurpose 采购设备"),
    ("budget-missing-or-zero", "", "purpose 采购设备"),
    ("budget-missing-or-zero", "", "budget blank"),
    (
        "budget-missing-or-zero",
        "not_evaluable",
        "budget ?\npurpose 采购设备",
    ),
    (
        "budget-missing-or-zero",
        "",
        "budget 11(?)\npurpose 采购设备",
    ),
    (
        "unit-declaration-conflict",
        "",
        "budget ?\npurpose 采购设备",
    ),
    // annual-vs-multi-year-confusion
    (
        "annual-vs-multi-year-confusion",
        "warning",
        "dates 2023-01-01 2025-12-31\nbudget 50\nmulti 50",
    ),
    (
        "annual-vs-multi-year-confusion",
        "warning",
        "year 2023\nbudget 50\npurpose 年度预算安排情况：项目总投资80万元，2022年已安排30万元。",
    ),
    (
        "annual-vs-multi-year-confusion",
        "",
        "dates 2023-01-01 2023-12-31\nbudget 50\nmulti 50",
    ),
    (
        "annual-vs-multi-year-confusion",
        "",
        "dates 2023-07-01 2024-06-30\nbudget 50\nmulti 50",
    ),
    (
        "annual-vs-multi-year-confusion",
        "",
        "dates 2025-01-01 2027-12-31\nbudget 320\nmulti 960",
    ),
    (
        "annual-vs-multi-year-confusion",
        "",
        "year 2023\nbudget 50\npurpose 2023年度预算安排50万元，项目总投资80万元。",
    ),
    (
        "annual-vs-multi-year-confusion",
        "not_evaluable",
        "dates 2023-01-01 2025-12-31\nbudget ?\nmulti 50",
    ),
    // level1-missing
    (
        "level1-missing",
        "error",
        "|效益指标|社会效益指标|甲|好\n|满意度指标|服务对象满意度指标|乙|≥90%",
    ),
    (
        "level1-missing",
        "warning info",
        "|产出指标|数量指标|甲|1个",
    ),
    (
        "level1-missing",
        "",
        "|产出指标|数量指标|甲|1个\n|效益指标|社会效益指标|乙|好\n|满意度指标|服务对象满意度指标|丙|≥90%",
    ),
    (
        "level1-missing",
        "",
        "|产出指标|数量指标|甲|1个\n|效益指标|社会效益指标|乙|好\n|效益指标|社会公众或服务对象满意度指标|丙|≥90%",
    ),
    ("level1-missing", "", "|||甲|1个\n|||乙|好"),
    (
        "level1-missing",
        "",
        "kind department\n|履职效能|重点工作|甲|1个",
    ),
    (
        "level1-missing",
        "not_evaluable",
        "|产出指标|数量指标|甲|1个\n|管理指标|制度|乙|好",
    ),
    ("level1-missing", "not_evaluable", "goal 保持河道清洁"),
    (
        "level1-missing",
        "",
        "|产出指标|数量指标|甲|1个\n|效益指标||群众满意度|≥90%",
    ),
    // output-level2-missing
    (
        "output-level2-missing",
        "warning info",
        "|产出指标|质量指标|甲|合格",
    ),
    (
        "output-level2-missing",
        "warning",
        "|产出指标|数量指标|甲|1个\n|产出指标|时效指标|乙|2023-12-31前",
    ),
    (
        "output-level2-missing",
        "",
        "|产出指标|数量指标|甲|1个\n|产出指标|质量指标|乙|合格\n|产出指标|时效指标|丙|2023-12-31前",
    ),
    ("output-level2-missing", "", "|产出指标||甲|1个"),
    ("output-level2-missing", "", "|效益指标|社会效益指标|甲|好"),
    (
        "output-level2-missing",
        "not_evaluable",
        "|产出指标|数量指标|甲|1个\n|产出指标|建筑规模指标|乙|30平方米",
    ),
    // cost-indicator-expected
    (
        "cost-indicator-expected",
        "info",
        "name 办公楼修缮工程\nyear 2024 heading\n|产出指标|数量指标|甲|1个",
    ),
    (
        "cost-indicator-expected",
        "",
        "name 办公楼修缮工程\nyear 2024 heading\n|产出指标|成本指标|甲|1万元",
    ),
    (
        "cost-indicator-expected",
        "",
        "name 办公楼修缮工程\nyear 2021 heading\n|产出指标|数量指标|甲|1个",
    ),
    (
        "cost-indicator-expected",
        "",
        "name 干部队伍建设经费\nyear 2024 heading\n|产出指标|数量指标|甲|1个",
    ),
    (
        "cost-indicator-expected",
        "",
        "name 库房运行维护经费\nyear 2024 heading\n|产出指标|数量指标|甲|1个",
    ),
    (
        "cost-indicator-expected",
        "not_evaluable",
        "name 办公楼修缮工程\n|产出指标|数量指标|甲|1个",
    ),
    // level2-under-wrong-level1
    (
        "level2-under-wrong-level1",
        "error",
        "|满意度指标|数量指标|甲|1个\n|满意度指标|数量指标|乙|1个",
    ),
    (
        "level2-under-wrong-level1",
        "error",
        "|产出指标|社会效益指标|甲|好",
    ),
    (
        "level2-under-wrong-level1",
        "",
        "|产出指标|成本指标|甲|1万元\n|成本指标|经济成本指标|乙|1万元\n|效益指标|可持续影响指标|丙|好",
    ),
    (
        "level2-under-wrong-level1",
        "",
        "|效益指标|社会公众或服务对象满意度指标|甲|≥90%",
    ),
    ("level2-under-wrong-level1", "", "|产出指标|创新指标|甲|好"),
    (
        "level2-under-wrong-level1",
        "",
        "kind department\n|满意度指标|数量指标|甲|1个",
    ),
    (
        "level2-under-wrong-level1",
        "not_evaluable",
        "|产出指标|社会效益指标|甲|好|source=carried",
    ),
    // category-suspicious
    (
        "category-suspicious",
        "info",
        "|产出指标|数量指标|服务期限|1年",
    ),
    (
        "category-suspicious",
        "info",
        "|产出指标|质量指标|提案上报数量|≥30篇",
    ),
    (
        "category-suspicious",
        "info",
        "|效益指标|社会效益指标|帮扶培训合格率|≥80%",
    ),
    (
        "category-suspicious",
        "info",
        "|效益指标|社会效益指标|群众满意度|≥80%",
    ),
    (
        "category-suspicious",
        "",
        "|产出指标|时效指标|运维服务持续时间|365天\n|产出指标|数量指标|培训天数|3天",
    ),
    (
        "category-suspicious",
        "",
        "|产出指标|质量指标|系统故障次数|≤3次",
    ),
    (
        "category-suspicious",
        "",
        "|效益指标|社会效益指标|提案采纳率|≥80%\n|效益指标|社会效益指标|安全隐患消除率|100%",
    ),
    (
        "category-suspicious",
        "",
        "|效益指标|生态效益指标|水质达标率|≥95%",
    ),
    (
        "category-suspicious",
        "",
        "|效益指标|服务对象满意度指标|群众满意度|≥80%\n|||群众满意度|≥80%",
    ),
    (
        "category-suspicious",
        "not_evaluable",
        "|产出指标|数量指标|网络带宽|≥80M",
    ),
    // money-as-output
    (
        "money-as-output",
        "warning",
        "|产出指标|数量指标|发放金额|=72890元",
    ),
    (
        "money-as-output",
        "",
        "|产出指标|成本指标|发放金额|=72890元\n|产出指标|数量指标|发放人数|30人\n|产出指标|数量指标|人均补助|300元/人",
    ),
    (
        "money-as-output",
        "not_evaluable",
        "|产出指标|数量指标|发放金额|250万",
    ),
    // duplicate-indicator
    (
        "duplicate-indicator",
        "warning",
        "|产出指标|质量指标|验收合格率|≥95%\n|产出指标|质量指标|验收 合格率|≥95%",
    ),
    (
        "duplicate-indicator",
        "",
        "|产出指标|质量指标|验收合格率|≥95%\n|产出指标|质量指标|验收合格率|≥90%\n|效益指标|社会效益指标|验收合格率|≥95%",
    ),
    (
        "duplicate-indicator",
        "",
        "|产出指标|质量指标|验收合格率|≥95%\n|产出指标|质量指标|验收合格率|≥95%|period=multi",
    ),
    (
        "duplicate-indicator",
        "not_evaluable",
        "|产出指标|质量指标|验收合格率|**\n|产出指标|质量指标|验收合格率|**",
    ),
    // description-equals-name
    (
        "description-equals-name",
        "info",
        "|产出指标|数量指标|甲|1个|description=same\n|产出指标|数量指标|乙|1个|description=same\n==\n|产出指标|数量指标|丙|1个|description=说明",
    ),
    (
        "description-equals-name",
        "",
        "|产出指标|数量指标|甲|1个\n|产出指标|数量指标|乙|1个",
    ),
    (
        "description-equals-name",
        "",
        "|产出指标|数量指标|甲|1个|description=same\n|产出指标|数量指标|乙|1个|description=说明\n|产出指标|数量指标|丙|1个|description=说明",
    ),
    // empty-slot
    (
        "empty-slot",
        "info",
        "|成本指标|经济成本指标|甲|1万元\n|成本指标|社会成本指标||\n|成本指标|生态环境成本指标||",
    ),
    (
        "empty-slot",
        "info info",
        "|产出指标|数量指标|甲|1个\n|效益指标|经济效益指标||\n|效益指标|社会效益指标||",
    ),
    ("empty-slot", "", "|成本指标|经济成本指标|甲|1万元\n|||乙|"),
    // weights-sum
    (
        "weights-sum",
        "warning",
        "|产出指标|数量指标|甲|1个|weight=50\n|产出指标|质量指标|乙|合格|weight=45",
    ),
    (
        "weights-sum",
        "",
        "|产出指标|数量指标|甲|1个|weight=50\n|产出指标|质量指标|乙|合格|weight=40",
    ),
    (
        "weights-sum",
        "",
        "|产出指标|数量指标|甲|1个|weight=60.3\n|产出指标|质量指标|乙|合格|weight=40",
    ),
    (
        "weights-sum",
        "",
        "|产出指标|数量指标|甲|1个|weight=0.5\n|产出指标|质量指标|乙|合格|weight=0.4",
    ),
    (
        "weights-sum",
        "",
        "|产出指标|数量指标|甲|1个\n|产出指标|质量指标|乙|合格",
    ),
    (
        "weights-sum",
        "not_evaluable",
        "|产出指标|数量指标|甲|1个|weight=50\n|产出指标|质量指标|乙|合格",
    ),
    (
        "weights-sum",
        "",
        "|产出指标|数量指标|甲|1个|weight=100\n|产出指标|质量指标|乙|合格|weight=100",
    ),
    // goal-quantity-uncovered
    (
        "goal-quantity-uncovered",
        "info info",
        "goal 2023年预计举办各类会议活动30余次，举行各类培训20余次。\n|产出指标|数量指标|会议活动人数|≥400人次\n|产出指标|数量指标|帮扶次数|≥2次",
    ),
    (
        "goal-quantity-uncovered",
        "",
        "goal 2023年预计开展培训2次，通过培训提高素养。\n|产出指标|数量指标|培训次数|≥2次",
    ),
    (
        "goal-quantity-uncovered",
        "",
        "goal 发布信息100篇。\n|产出指标|数量指标|稿件数量|≥100篇",
    ),
    (
        "goal-quantity-uncovered",
        "",
        "goal 用3个月建成2个方面的第1期工程。\n|产出指标|数量指标|甲|1项",
    ),
    ("goal-quantity-uncovered", "", "goal 发布信息100篇。"),
    (
        "goal-quantity-uncovered",
        "not_evaluable",
        "goal 2023年预计开展培训2次。\n|产出指标|数量指标|培训次数|**",
    ),
    // goal-equals-purpose
    (
        "goal-equals-purpose",
        "info",
        "purpose 运用专项资金，完成相关工作。\ngoal 运用专项资金，完成 相关工作",
    ),
    (
        "goal-equals-purpose",
        "",
        "purpose 运用专项资金，完成相关工作。\ngoal 保证网站正常运行",
    ),
    (
        "goal-equals-purpose",
        "",
        "purpose 运用专项资金，完成相关工作。",
    ),
    (
        "goal-equals-purpose",
        "not_evaluable",
        "purpose 培训\ngoal 培训",
    ),
    // goal-missing
    ("goal-missing", "error", "goal"),
    ("goal-missing", "error", "goal 无。"),
    ("goal-missing", "error", "goal /"),
    ("goal-missing", "warning", "goal 培训"),
    ("goal-missing", "", "goal 完成3个项目"),
    ("goal-missing", "", "goal 完成率100%"),
    ("goal-missing", "error", "goal 完成XX项工作"),
    ("goal-missing", "", "goal 保持河道清洁"),
    ("goal-missing", "", "multi-goal 三年内建成系统并投入使用"),
    ("goal-missing", "not_evaluable", "name 甲"),
    // value-missing
    ("value-missing", "error", "|产出指标|数量指标|甲|"),
    ("value-missing", "warning", "|产出指标|质量指标|甲|定性¦¦"),
    (
        "value-missing",
        "",
        "|产出指标|数量指标|甲|1个\n|产出指标|数量指标||",
    ),
    (
        "value-missing",
        "",
        "|产出指标|数量指标|甲|1个\n|产出指标|数量指标|甲||period=multi",
    ),
    (
        "value-missing",
        "not_evaluable",
        "|产出指标|数量指标|甲||place=none",
    ),
    // impossible-bound
    (
        "impossible-bound",
        "",
        "|产出指标|质量指标|流动比率|≥150%\n|效益指标|经济效益指标|带动社会资本比例|≥200%",
    ),
    (
        "impossible-bound",
        "error",
        "|产出指标|质量指标|覆盖率|≥120%",
    ),
    (
        "impossible-bound",
        "warning",
        "|满意度指标|服务对象满意度指标|帮扶对象满意度|≥100%",
    ),
    (
        "impossible-bound",
        "error",
        "|产出指标|数量指标|培训次数|≥-3次",
    ),
    (
        "impossible-bound",
        "error",
        "|产出指标|数量指标|培训次数|≤0次",
    ),
    (
        "impossible-bound",
        "warning",
        "|产出指标|质量指标|安全事故次数|≤0次",
    ),
    (
        "impossible-bound",
        "",
        "|满意度指标|服务对象满意度指标|群众满意度|=100%\n|产出指标|质量指标|覆盖率|≥98%\n|产出指标|质量指标|安全事故次数|0次",
    ),
    (
        "impossible-bound",
        "",
        "|效益指标|经济效益指标|国有资本保值增值率|≥103%\n|效益指标|经济效益指标|产值增长率|≥120%\n|产出指标|数量指标|任务完成率|≥100%\n|产出指标|质量指标|网络频率|≥200%",
    ),
    (
        "impossible-bound",
        "not_evaluable",
        "|产出指标|质量指标|覆盖率|》120%",
    ),
    // percent-sign-missing
    (
        "percent-sign-missing",
        "warning",
        "|满意度指标|服务对象满意度指标|群众满意度（%）|≥85",
    ),
    (
        "percent-sign-missing",
        "",
        "|满意度指标|服务对象满意度指标|群众满意度|≥85%\n|产出指标|质量指标|合格率|0.95\n|产出指标|数量指标|人数|≥85\n|产出指标|质量指标|巡查频率|3",
    ),
    (
        "percent-sign-missing",
        "not_evaluable",
        "|产出指标|质量指标|合格率|≥850",
    ),
    // quantity-name-with-text
    (
        "quantity-name-with-text",
        "warning",
        "|产出指标|质量指标|拆除队伍选取合格率|合格",
    ),
    (
        "quantity-name-with-text",
        "",
        "|产出指标|质量指标|覆盖率|全覆盖\n|产出指标|质量指标|运行情况|正常运行\n|产出指标|质量指标|合格率|不低于上年\n|产出指标|质量指标|办事效率|提高",
    ),
    (
        "quantity-name-with-text",
        "not_evaluable",
        "|产出指标|质量指标|合格率|达到95分档",
    ),
    // direction-conflict
    (
        "direction-conflict",
        "warning",
        "|产出指标|质量指标|系统稳定运行率|≤99%",
    ),
    (
        "direction-conflict",
        "warning",
        "|产出指标|质量指标|系统故障次数|≥5次",
    ),
    (
        "direction-conflict",
        "warning",
        "|产出指标|成本指标|总成本|≥30万元",
    ),
    (
        "direction-conflict",
        "info",
        "|产出指标|数量指标|拆除面积|≤260平方米",
    ),
    (
        "direction-conflict",
        "warning",
        "|产出指标|数量指标|培训人数|≥30人|direction=down",
    ),
    (
        "direction-conflict",
        "",
        "|产出指标|质量指标|投诉处理率|≥95%\n|产出指标|质量指标|故障修复及时率|≥95%\n|产出指标|质量指标|系统故障次数|≤5次",
    ),
    (
        "direction-conflict",
        "",
        "|产出指标|质量指标|产品不合格率|≤5%\n|产出指标|质量指标|出错比例|≤5%\n|产出指标|时效指标|平均用时|≤10分钟",
    ),
    (
        "direction-conflict",
        "",
        "|产出指标|成本指标|节约成本|≥30万元\n|产出指标|成本指标|总成本|≤30万元\n|产出指标|数量指标|滞留物数量|≤3个|direction=down",
    ),
    (
        "direction-conflict",
        "",
        "|成本指标|生态环境成本指标|施工扬尘控制率|≥97%\n|成本指标|社会成本指标|噪声达标率|≥95%",
    ),
    (
        "direction-conflict",
        "warning",
        "|成本指标|经济成本指标|人均成本比例|≥97%",
    ),
    (
        "direction-conflict",
        "",
        "|产出指标|数量指标|投诉举报受理数|≥100件\n|产出指标|数量指标|违规行为查处数|≥30起\n|产出指标|数量指标|设备故障维修次数|≥20次\n|产出指标|数量指标|交通事故救助人数|≥10人\n|产出指标|质量指标|投诉件回访率|≥90%\n|产出指标|数量指标|无事故安全行车里程|≥10万公里",
    ),
    (
        "direction-conflict",
        "warning",
        "|产出指标|质量指标|安全生产事故起数|≥5起",
    ),
    (
        "direction-conflict",
        "not_evaluable",
        "|产出指标|质量指标|系统故障次数|》5次",
    ),
    // unit-name-conflict
    (
        "unit-name-conflict",
        "",
        "|产出指标|数量指标|培训时间|≥40学时\n|产出指标|质量指标|库存周转率|≥5次\n|产出指标|质量指标|图书流通率|≥2册/人",
    ),
    (
        "unit-name-conflict",
        "warning",
        "|产出指标|数量指标|培训人数|≥30篇",
    ),
    (
        "unit-name-conflict",
        "warning",
        "|产出指标|时效指标|完成时间|100%",
    ),
    (
        "unit-name-conflict",
        "warning",
        "|产出指标|时效指标|按时发放|≥1人/年",
    ),
    (
        "unit-name-conflict",
        "",
        "|产出指标|数量指标|培训人数|≥30人次\n|产出指标|数量指标|拆除面积|≤260平方米\n|产出指标|质量指标|更新频率|≥2次/月\n|满意度指标|满意度|群众满意度|≥90分",
    ),
    (
        "unit-name-conflict",
        "not_evaluable",
        "|产出指标|数量指标|培训人数|≥30堆",
    ),
    // vague-qualitative
    (
        "vague-qualitative",
        "warning",
        "|效益指标|社会效益指标|生活水平|有效提升\n|产出指标|数量指标|甲|1个\n|效益指标|社会效益指标|环境|显著改善",
    ),
    (
        "vague-qualitative",
        "info",
        "|效益指标|社会效益指标|生活水平|有效提升\n|产出指标|数量指标|甲|1个",
    ),
    (
        "vague-qualitative",
        "",
        "|产出指标|质量指标|运行情况|正常运行\n|产出指标|质量指标|线路|畅通\n|产出指标|质量指标|质量|合格\n|效益指标|社会效益指标|水平|较上年提高",
    ),
    // scale-instead-of-target
    (
        "scale-instead-of-target",
        "warning",
        "|效益指标|生态效益指标|水环境改善程度|优良中低差",
    ),
    (
        "scale-instead-of-target",
        "",
        "|效益指标|生态效益指标|水环境改善程度|优",
    ),
    // malformed-value
    (
        "malformed-value",
        "warning warning warning",
        "|产出指标|质量指标|甲|》90%\n|产出指标|数量指标|乙|250万\n|产出指标|数量指标|丙|≥80M",
    ),
    (
        "malformed-value",
        "",
        "|产出指标|质量指标|甲|≥90%\n|产出指标|数量指标|乙|1条",
    ),
    // deadline-outside-fiscal-year
    (
        "deadline-outside-fiscal-year",
        "error",
        "year 2024 heading\n|产出指标|时效指标|甲|2023-12-31前",
    ),
    (
        "deadline-outside-fiscal-year",
        "warning",
        "year 2023 heading\n|产出指标|时效指标|甲|2024-12-31前",
    ),
    (
        "deadline-outside-fiscal-year",
        "",
        "year 2023 target\n|产出指标|时效指标|甲|2023-12-31前",
    ),
    (
        "deadline-outside-fiscal-year",
        "",
        "year 2023 heading\ndates 2023-01-01 2025-12-31\n|产出指标|时效指标|甲|2024-12-31前",
    ),
    (
        "deadline-outside-fiscal-year",
        "not_evaluable",
        "year 2024 target\n|产出指标|时效指标|甲|2023-12-31前",
    ),
    (
        "deadline-outside-fiscal-year",
        "not_evaluable",
        "|产出指标|时效指标|甲|2023-12-31前",
    ),
    // year-conflict
    (
        "year-conflict",
        "warning",
        "year 2024 heading\ngoal 完成2023年度培训工作。",
    ),
    (
        "year-conflict",
        "",
        "year 2024 heading\ngoal 在2023年基础上，完成2024年度培训工作。",
    ),
    (
        "year-conflict",
        "",
        "year 2024 heading\ngoal 落实2021-2025年规划，执行〔2023〕5号文件。",
    ),
    (
        "year-conflict",
        "",
        "year 2024 heading\ngoal 比2023年增加培训。",
    ),
    (
        "year-conflict",
        "",
        "year 2024 target\ngoal 完成2023年度培训工作。",
    ),
    (
        "year-conflict",
        "not_evaluable",
        "year 2024 heading\nname 甲\n==\nyear 2023 heading\ngoal 完成2022年度培训工作。",
    ),
    // heading-name-mismatch
    (
        "heading-name-mismatch",
        "warning",
        "heading 2.会议经费绩效目标表\nname 培训经费",
    ),
    (
        "heading-name-mismatch",
        "",
        "heading 2.培训经费绩效目标表\nname 培训经费",
    ),
    (
        "heading-name-mismatch",
        "",
        "heading 2、2022年培训经费项目绩效目标表\nname 培训经费",
    ),
    (
        "heading-name-mismatch",
        "",
        "heading 2.项目支出绩效目标表\nname 培训经费",
    ),
    (
        "heading-name-mismatch",
        "",
        "heading （2024年度）\nname 培训经费",
    ),
    (
        "heading-name-mismatch",
        "",
        "heading 2.甲单位绩效目标表\nname 培训经费\n==\nheading 2.甲单位绩效目标表\nname 会议经费",
    ),
    (
        "heading-name-mismatch",
        "not_evaluable",
        "heading 2.会议经费绩效目标表",
    ),
    // score-arithmetic
    (
        "score-arithmetic",
        "error",
        "total 96.5\n|产出指标|数量指标|甲|1个|weight=100 score=97.5",
    ),
    ("score-arithmetic", "error", "executed 50 43 95"),
    // 0.86 means 86 %, as workbooks store it
    ("score-arithmetic", "", "executed 50 43 0.86"),
    ("score-arithmetic", "error", "executed 50 43 0.95"),
    ("score-arithmetic", "", "executed 50 50 1"),
    ("score-arithmetic", "error", "executed 50 43 1"),
    ("score-arithmetic", "error", "executed 50 43 0.9"),
    ("score-arithmetic", "", "executed 12 11 0.9167"),
    ("score-arithmetic", "", "executed 50 43 0.86\npoints 10 8.6"),
    (
        "score-arithmetic",
        "error",
        "kind evaluation\n|产出指标|数量指标|甲|1个|weight=10 score=12",
    ),
    (
        "score-arithmetic",
        "",
        "executed 54.20 51.49 95\ntotal 97.5\n|产出指标|数量指标|甲|1个|weight=90 score=88",
    ),
    (
        "score-arithmetic",
        "",
        "executed 54.20 51.70 95\ntotal 98\n|产出指标|数量指标|甲|1个|weight=100 score=98",
    ),
    (
        "score-arithmetic",
        "not_evaluable",
        "total 98\n|产出指标|数量指标|甲|1个|weight=100",
    ),
    ("score-arithmetic", "not_evaluable", "executed ? 43 95"),
    (
        "score-arithmetic",
        "error",
        "executed 50 43 86\npoints 10 9",
    ),
    ("score-arithmetic", "", "executed 50 43 86\npoints 10 8.6"),
    ("score-arithmetic", "", "executed 50 43 86\npoints - 8.6"),
    ("score-arithmetic", "", "executed 50 43 86\npoints 20 17.2"),
    (
        "score-arithmetic",
        "error",
        "executed 50 43 86\npoints 20 8.6",
    ),
    ("score-arithmetic", "", "executed 50 60 120\npoints 10 10"),
    (
        "score-arithmetic",
        "error",
        "executed 50 60 120\npoints 10 12",
    ),
    (
        "score-arithmetic",
        "",
        "kind evaluation\npoints 10 9\ntotal 97\n|产出指标|数量指标|甲|1个|weight=90 score=88",
    ),
    (
        "score-arithmetic",
        "error",
        "kind evaluation\npoints 10 9\ntotal 98\n|产出指标|数量指标|甲|1个|weight=90 score=88",
    ),
    // unexplained-shortfall
    (
        "unexplained-shortfall",
        "warning",
        "kind evaluation\n|产出指标|数量指标|甲|≥10次|actual=8次 weight=10 score=8",
    ),
    (
        "unexplained-shortfall",
        "warning",
        "kind evaluation\n|产出指标|数量指标|甲|≥10次|actual=8次 weight=10 score=10 reason=受疫情影响",
    ),
    (
        "unexplained-shortfall",
        "",
        "kind evaluation\n|产出指标|数量指标|甲|≥10次|actual=8次 weight=10 score=8 reason=受疫情影响\n|产出指标|质量指标|乙|合格|actual=合格\n|产出指标|数量指标|丙|≤10次|actual=8次",
    ),
    (
        "unexplained-shortfall",
        "warning warning warning",
        "kind evaluation\n|产出指标|质量指标|投诉次数|≤5次|actual=8次 weight=10 score=10\n|成本指标|经济成本指标|甲费|<5万元|actual=5万元\n|产出指标|数量指标|乙|>10次|actual=10次",
    ),
    (
        "unexplained-shortfall",
        "",
        "kind evaluation\n|产出指标|质量指标|投诉次数|≤5次|actual=5次 weight=10 score=10\n|产出指标|质量指标|设备完好率|≤95%|actual=98%\n|成本指标|经济成本指标|甲费|≤5万元|actual=5.5万元 reason=材料涨价",
    ),
    ("unexplained-shortfall", "", "|产出指标|数量指标|甲|≥10次"),
    (
        "unexplained-shortfall",
        "not_evaluable",
        "kind evaluation\n|产出指标|数量指标|甲|≥10次|actual=达成预期指标",
    ),
    (
        "unexplained-shortfall",
        "warning",
        "kind evaluation\n|产出指标|数量指标|甲|≥10次|actual=8 weight=10 score=8",
    ),
    (
        "unexplained-shortfall",
        "not_evaluable",
        "kind evaluation\n|产出指标|质量指标|甲率|≥95%|actual=0.95 weight=10 score=8",
    ),
    (
        "unexplained-shortfall",
        "not_evaluable",
        "kind evaluation\n|产出指标|数量指标|甲|≥10次|actual=8人 weight=10 score=8",
    ),
    // overachievement
    (
        "overachievement",
        "info",
        "kind evaluation\n|产出指标|数量指标|甲|≥100人次|actual=340人次 weight=10 score=10",
    ),
    (
        "overachievement",
        "",
        "kind evaluation\n|产出指标|数量指标|甲|≥100人次|actual=130人次 weight=10 score=10\n|产出指标|数量指标|乙|≥100人次|actual=340人次 weight=10 score=8\n|产出指标|数量指标|丙|≥100人次|actual=340人次 weight=10 score=10 reason=需求增加",
    ),
    (
        "overachievement",
        "not_evaluable",
        "kind evaluation\n|产出指标|数量指标|甲|≥100人次|actual=340人",
    ),
];
