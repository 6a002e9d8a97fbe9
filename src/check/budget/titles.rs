//! The names of the kinds of statutory tables, for messages.
//!
//! In: a kind. Out: its name in both languages, as 财预〔2016〕143号 has it where it prescribes the table.

use crate::message::Message;
use crate::record::BudgetTableKind;

/// The name of a kind of table.
pub(crate) fn name_of(kind: BudgetTableKind) -> Message {
    use BudgetTableKind as Kind;
    match kind {
        Kind::Overview => Message::fixed("部门收支总表", "overview of income and expenditure"),
        Kind::Income => Message::fixed("部门收入总表", "table of income"),
        Kind::Expenditure => Message::fixed("部门支出总表", "table of expenditure"),
        Kind::FiscalOverview => Message::fixed("财政拨款收支总表", "overview of appropriations"),
        Kind::FiscalByFunction => Message::fixed(
            "财政拨款支出表（功能分类）",
            "table of appropriations by function",
        ),
        Kind::GeneralPublicExpenditure => {
            Message::fixed("一般公共预算支出表", "table of general public expenditure")
        }
        Kind::BasicExpenditure => {
            Message::fixed("一般公共预算基本支出表", "table of basic expenditure")
        }
        Kind::FiscalBasic => Message::fixed(
            "财政拨款基本支出表",
            "table of basic expenditure from appropriations",
        ),
        Kind::ThreePublic => {
            Message::fixed("“三公”经费支出表", "table of the three public expenses")
        }
        Kind::GovernmentFund => Message::fixed(
            "政府性基金预算支出表",
            "table of government fund expenditure",
        ),
        Kind::StateCapital => Message::fixed(
            "国有资本经营预算支出表",
            "table of state capital expenditure",
        ),
        Kind::Projects => Message::fixed("项目支出表", "table of projects"),
        Kind::Procurement => Message::fixed("政府采购预算表", "table of procurement"),
        Kind::PurchasedServices => {
            Message::fixed("政府购买服务支出表", "table of purchased services")
        }
        Kind::AgencyRunning => {
            Message::fixed("机关运行经费表", "table of the cost of running the agency")
        }
        Kind::Transfers => Message::fixed("转移支付表", "table of transfers"),
        Kind::Assets => Message::fixed("国有资产占用情况表", "table of assets"),
        Kind::Other => Message::fixed("其他预决算表", "other statutory table"),
    }
}
