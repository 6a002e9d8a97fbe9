//! The closed lists of words in the records.

use super::{
    AmountUnit, AmountUnitSource, Breakdown, BudgetTableKind, DatePrecision, Direction,
    DocumentType, EconomicKind, Expenditure, Fund, FundingSource, KindSource, LevelSource, Op,
    Period, Phase, ProjectKind, RowKind, Scope, Side, Spending, Stage, Status, TableStatus,
    TargetKind, ThreePublicItem, ValueKind, YearSource,
};
use crate::word::closed_list;

closed_list! {
    Status {
        Ok => "ok",
        Partial => "partial",
        Empty => "empty",
        Failed => "failed",
    }
    DocumentType {
        Target => "target",
        SelfEvaluation => "self_evaluation",
        Mixed => "mixed",
        Other => "other",
    }
    YearSource {
        Title => "title",
        Heading => "heading",
        Text => "text",
        TargetDate => "target_date",
        Sibling => "sibling",
        FileName => "file_name",
        Option => "option",
    }
    ProjectKind {
        Target => "target",
        SelfEvaluation => "self_evaluation",
        Department => "department",
    }
    AmountUnit {
        Yuan => "元",
        Thousand => "千元",
        TenThousand => "万元",
        HundredMillion => "亿元",
    }
    FundingSource {
        Fiscal => "fiscal",
        GeneralPublic => "general_public",
        GovernmentFund => "government_fund",
        StateCapital => "state_capital",
        SpecialAccount => "special_account",
        UnitOwn => "unit_own",
        Carryover => "carryover",
        Central => "central",
        Provincial => "provincial",
        Municipal => "municipal",
        County => "county",
        Other => "other",
    }
    Expenditure {
        Basic => "basic",
        Project => "project",
    }
    Period {
        Annual => "annual",
        MultiYear => "multi_year",
    }
    LevelSource {
        Printed => "printed",
        Merged => "merged",
        Carried => "carried",
        Inferred => "inferred",
    }
    Direction {
        HigherBetter => "higher_better",
        LowerBetter => "lower_better",
    }
    TargetKind {
        Number => "number",
        Range => "range",
        Tolerance => "tolerance",
        Ratio => "ratio",
        Date => "date",
        Period => "period",
        Recurrence => "recurrence",
        Boolean => "boolean",
        Scale => "scale",
        Text => "text",
        Multi => "multi",
        Placeholder => "placeholder",
        Empty => "empty",
    }
    Op {
        AtLeast => ">=",
        AtMost => "<=",
        MoreThan => ">",
        LessThan => "<",
        Equal => "=",
        About => "≈",
        Within => "in",
    }
    DatePrecision {
        Day => "day",
        Month => "month",
        Quarter => "quarter",
        Half => "half",
        Year => "year",
    }
    BudgetTableKind {
        Overview => "overview",
        Income => "income",
        Expenditure => "expenditure",
        FiscalOverview => "fiscal_overview",
        FiscalByFunction => "fiscal_by_function",
        GeneralPublicExpenditure => "general_public_expenditure",
        BasicExpenditure => "basic_expenditure",
        FiscalBasic => "fiscal_basic",
        ThreePublic => "three_public",
        GovernmentFund => "government_fund",
        StateCapital => "state_capital",
        Projects => "projects",
        Procurement => "procurement",
        PurchasedServices => "purchased_services",
        AgencyRunning => "agency_running",
        Transfers => "transfers",
        Assets => "assets",
        Other => "other",
    }
    KindSource {
        Title => "title",
        Header => "header",
        Both => "both",
        Contents => "contents",
    }
    Phase {
        Budget => "budget",
        Final => "final",
        Execution => "execution",
    }
    Scope {
        Department => "department",
        Unit => "unit",
        Government => "government",
    }
    AmountUnitSource {
        TitleLine => "title_line",
        Cell => "cell",
        Page => "page",
        Column => "column",
        Text => "text",
        Document => "document",
    }
    TableStatus {
        Filled => "filled",
        Zero => "zero",
        Blank => "blank",
        DeclaredEmpty => "declared_empty",
        ListedOnly => "listed_only",
    }
    Side {
        Income => "income",
        Expenditure => "expenditure",
    }
    Breakdown {
        Fund => "fund",
        Function => "function",
        Spending => "spending",
        EconomicDepartment => "economic_department",
        EconomicGovernment => "economic_government",
        Item => "item",
        Project => "project",
    }
    RowKind {
        Class => "class",
        Section => "section",
        Item => "item",
        Total => "total",
        Subtotal => "subtotal",
        OfWhich => "of_which",
        Balance => "balance",
        Line => "line",
    }
    EconomicKind {
        Department => "department",
        Government => "government",
    }
    Spending {
        Total => "total",
        Basic => "basic",
        BasicStaff => "basic_staff",
        BasicOperating => "basic_operating",
        Project => "project",
        Business => "business",
        ToSuperior => "to_superior",
        ToSubordinate => "to_subordinate",
        Reserve => "reserve",
        Carryover => "carryover",
    }
    Fund {
        Total => "total",
        Fiscal => "fiscal",
        GeneralPublic => "general_public",
        GovernmentFund => "government_fund",
        StateCapital => "state_capital",
        SpecialAccount => "special_account",
        BusinessIncome => "business_income",
        OperatingIncome => "operating_income",
        SuperiorGrant => "superior_grant",
        SubordinatePayment => "subordinate_payment",
        UnitOwn => "unit_own",
        Other => "other",
        Carryover => "carryover",
    }
    ThreePublicItem {
        All => "all",
        Total => "total",
        Overseas => "overseas",
        Reception => "reception",
        Vehicles => "vehicles",
        VehiclePurchase => "vehicle_purchase",
        VehicleRunning => "vehicle_running",
        Meeting => "meeting",
        Training => "training",
        AgencyRunning => "agency_running",
        OverseasGroups => "overseas_groups",
        OverseasPeople => "overseas_people",
        VehiclesBought => "vehicles_bought",
        VehiclesHeld => "vehicles_held",
        Receptions => "receptions",
        ReceptionPeople => "reception_people",
    }
    Stage {
        Budget => "budget",
        Adjusted => "adjusted",
        Executed => "executed",
        Final => "final",
        Change => "change",
        ChangeRate => "change_rate",
    }
    ValueKind {
        Amount => "amount",
        Count => "count",
        Ratio => "ratio",
        Text => "text",
        None => "none",
    }
}
