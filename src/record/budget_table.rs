//! The statutory tables of a disclosure: one record per table, one line per printed value.
//!
//! In: values that the normalization has settled. Out: the nested form of the output contract. Lost: blank cells, which
//! give no line, and the borders of the page parts of one table.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AmountUnit, Organization};

/// One statutory table. The parts of a table that pages separate are one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetTable {
    /// `{document_id}-t{NN}`.
    pub table_id: String,
    /// 1, 2, … in reading order; tables that only the contents list follow the found ones.
    pub seq: u32,
    /// The kind of the table.
    pub kind: BudgetTableKind,
    /// The source of the kind.
    pub kind_source: KindSource,
    /// The phase: budget, final account or execution.
    pub phase: Option<Phase>,
    /// The title as printed, on one line, without the form code.
    pub title: Option<String>,
    /// The form code as printed, such as 公开表一, 公开01表 or 表1-1.
    pub form_code: Option<String>,
    /// The department: the unit where the scope is department, else the 主管部门 that is printed.
    pub department: Option<Organization>,
    /// The body that the table concerns.
    pub unit: Option<Organization>,
    /// Whether the table concerns a department with its units, one unit, or a whole government.
    pub scope: Option<Scope>,
    /// The budget year; a year in the title of the table precedes that of the document.
    pub fiscal_year: Option<i32>,
    /// The source of the year.
    pub fiscal_year_source: Option<super::YearSource>,
    /// The unit of money.
    pub amount_unit: Option<AmountUnit>,
    /// Where the unit of money is printed.
    pub amount_unit_source: Option<AmountUnitSource>,
    /// The year whose list of codes applies: the budget year.
    pub classification_year: Option<i32>,
    /// Whether the table holds values.
    pub status: TableStatus,
    /// The note of the table, its lines joined by line breaks.
    pub note: Option<String>,
    /// True where the note says that the table is empty, also where it is not.
    pub note_says_empty: bool,
    /// The number of groups of columns side by side.
    pub sets: u32,
    /// The place of the table in the file.
    pub source: BudgetTableSource,
    /// The printed values, row by row and from left to right.
    pub lines: Vec<BudgetLine>,
}

/// The tables of the document that hold one statutory table, counted from 1 in reading order, and their pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetTableSource {
    /// The first part; null where only the contents list the table.
    pub table_first: Option<u32>,
    /// The last part.
    pub table_last: Option<u32>,
    /// The page of the first part; null where the format has no pages.
    pub page_first: Option<u32>,
    /// The page of the last part.
    pub page_last: Option<u32>,
}

/// One printed value of a statutory table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLine {
    /// `{table_id}-l{NNNN}`.
    pub line_id: String,
    /// 1, 2, … in the table.
    pub seq: u32,
    /// The half of the table: income or expenditure.
    pub side: Side,
    /// What the rows of the group of columns divide the money by.
    pub breakdown: Option<Breakdown>,
    /// The number of the row as printed (行次, 序号).
    pub row_number: Option<String>,
    /// The label of the row without white space, numbering and 其中.
    pub row_label: Option<String>,
    /// The label of the row as printed, without line breaks.
    pub row_label_raw: Option<String>,
    /// The labels of the groups that the row belongs to, outermost first, and its own at the end.
    pub row_path: Vec<String>,
    /// The length of `row_path`, at least 1.
    pub row_level: u32,
    /// The kind of the row.
    pub row_kind: RowKind,
    /// True where no row with a value is a part of this one.
    pub row_leaf: bool,
    /// The class of the functional classification (类): three digits.
    pub function_class: Option<String>,
    /// The section of the functional classification (款): five digits.
    pub function_section: Option<String>,
    /// The item of the functional classification (项): seven digits.
    pub function_item: Option<String>,
    /// The class of the economic classification (类): three digits.
    pub economic_class: Option<String>,
    /// The section of the economic classification (款): five digits.
    pub economic_section: Option<String>,
    /// Which economic classification: that of departments (3…) or of the government (5…).
    pub economic_kind: Option<EconomicKind>,
    /// The code as printed, its cells joined by ` | `.
    pub code_raw: Option<String>,
    /// The code of the project.
    pub project_code: Option<String>,
    /// The name of the project.
    pub project_name: Option<String>,
    /// The name of an economic item that is printed without a code.
    pub economic_name: Option<String>,
    /// Procurement: the class of goods, works or services, without numbering.
    pub procurement_class: Option<String>,
    /// Procurement: the item.
    pub procurement_item: Option<String>,
    /// Procurement: the form of organization.
    pub procurement_method: Option<String>,
    /// Procurement: the quantity.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub quantity: Option<Decimal>,
    /// The texts of the header above the value from top to bottom, without repetitions.
    pub column_path: Vec<String>,
    /// False for a sum column next to its parts, and for a column below 其中.
    pub column_leaf: bool,
    /// The type of expenditure.
    pub spending: Option<Spending>,
    /// The source of money.
    pub fund: Option<Fund>,
    /// The item of a table of the three public expenses.
    pub item: Option<ThreePublicItem>,
    /// The stage of the figure.
    pub stage: Option<Stage>,
    /// The year that the column concerns.
    pub amount_year: Option<i32>,
    /// The kind of the value.
    pub value_kind: ValueKind,
    /// The cell as printed, without line breaks.
    pub amount_raw: String,
    /// The amount in yuan, exact; null unless the value is an amount and its unit is known.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub amount_yuan: Option<Decimal>,
    /// One unit of the last printed decimal place, in yuan.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub precision_yuan: Option<Decimal>,
    /// A count or a ratio; null for amounts.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The unit of the count or ratio, such as 批 or %.
    pub value_unit: Option<String>,
    /// The words of a value that is a text.
    pub value_text: Option<String>,
    /// True where adding up these lines for one table, side, stage and year counts no yuan twice.
    pub additive: bool,
    /// The cell of the value.
    pub source: BudgetLineSource,
}

/// The cell of a value, counted from 1: the table in the document, the row in that table, the first grid column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLineSource {
    /// The table of the document; each page part counts.
    pub table: u32,
    /// The row of the table.
    pub row: u32,
    /// The first grid column of the cell.
    pub column: u32,
    /// The page; null where the format has no pages.
    pub page: Option<u32>,
}

/// The kind of a statutory table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum BudgetTableKind {
    Overview,
    Income,
    Expenditure,
    FiscalOverview,
    FiscalByFunction,
    GeneralPublicExpenditure,
    BasicExpenditure,
    FiscalBasic,
    ThreePublic,
    GovernmentFund,
    StateCapital,
    Projects,
    Procurement,
    PurchasedServices,
    AgencyRunning,
    Transfers,
    Assets,
    Other,
}

/// What named the kind of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KindSource {
    /// Its title.
    Title,
    /// Its header.
    Header,
    /// Both.
    Both,
    /// The table of contents: the table itself was not found.
    Contents,
}

/// The phase of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// The budget (预算).
    Budget,
    /// The final account (决算).
    Final,
    /// The execution (执行).
    Execution,
}

/// Whom a table concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// A department with its units.
    Department,
    /// One unit.
    Unit,
    /// A whole county, city or province.
    Government,
}

/// Where the unit of money of a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountUnitSource {
    /// The lines above the table, its first cell or its first rows.
    TitleLine,
    /// The cell of the value.
    Cell,
    /// A line of the same page.
    Page,
    /// The header of the column.
    Column,
    /// A sentence of the document.
    Text,
    /// A statement for the whole document.
    Document,
}

/// Whether a table holds values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableStatus {
    /// A value other than zero.
    Filled,
    /// Only zeros.
    Zero,
    /// No value, and no note that says so.
    Blank,
    /// No value, and a note that says so.
    DeclaredEmpty,
    /// Listed in the contents and not found.
    ListedOnly,
}

/// The half of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Side {
    Income,
    Expenditure,
}

/// What the rows of a group of columns divide the money by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Breakdown {
    /// The source of money.
    Fund,
    /// The functional classification.
    Function,
    /// The type of expenditure: 基本支出, 项目支出.
    Spending,
    /// The economic classification of departments.
    EconomicDepartment,
    /// The economic classification of the government.
    EconomicGovernment,
    /// The items of the three public expenses.
    Item,
    /// Projects.
    Project,
}

/// The kind of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A code of the first depth (类).
    Class,
    /// A code of the second depth (款).
    Section,
    /// A code of the third depth (项).
    Item,
    /// The sum of the whole table or side.
    Total,
    /// Another sum.
    Subtotal,
    /// A part below 其中.
    OfWhich,
    /// Money carried over from or to another year.
    Balance,
    /// Any other row.
    Line,
}

/// An economic classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EconomicKind {
    /// That of departments: codes 3….
    Department,
    /// That of the government: codes 5….
    Government,
}

/// The type of expenditure of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Spending {
    Total,
    Basic,
    BasicStaff,
    BasicOperating,
    Project,
    Business,
    ToSuperior,
    ToSubordinate,
    Reserve,
    Carryover,
}

/// The source of money of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Fund {
    Total,
    Fiscal,
    GeneralPublic,
    GovernmentFund,
    StateCapital,
    SpecialAccount,
    BusinessIncome,
    OperatingIncome,
    SuperiorGrant,
    SubordinatePayment,
    UnitOwn,
    Other,
    Carryover,
}

/// An item of the three public expenses (三公), or of the figures printed with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ThreePublicItem {
    /// 三公 with 会议费 and 培训费.
    All,
    /// 三公.
    Total,
    Overseas,
    Reception,
    Vehicles,
    VehiclePurchase,
    VehicleRunning,
    Meeting,
    Training,
    AgencyRunning,
    OverseasGroups,
    OverseasPeople,
    VehiclesBought,
    VehiclesHeld,
    Receptions,
    ReceptionPeople,
}

/// The stage of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// 预算数.
    Budget,
    /// 调整预算数.
    Adjusted,
    /// 执行数.
    Executed,
    /// 决算数.
    Final,
    /// 增减.
    Change,
    /// 增减幅度.
    ChangeRate,
}

/// The kind of a printed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// Money.
    Amount,
    /// A number of things or persons.
    Count,
    /// A percentage.
    Ratio,
    /// Words.
    Text,
    /// A dash or 无.
    None,
}
