//! `show`: draws one document in the terminal, so that a person can compare it with the original.

mod indicators;

use std::io::{self, Write};

use yusuan::convert;
use yusuan::finding::{Finding, Severity};
use yusuan::message::{Language, Message, counted};
use yusuan::record::{
    Amount, Document, DocumentType, Evaluation, Organization, Project, Status, YearSource,
};

use super::arguments::FileArgs;
use super::findings::{numbers, sentence, severity};
use super::status::{DONE, FAULTS};
use super::terminal::{Look, Screen};

/// Draws the document.
pub(super) fn run(args: &FileArgs, language: Language) -> anyhow::Result<u8> {
    let bytes = crate::cli::input_files::read(&args.file)?;
    let name = crate::cli::input_files::name(&args.file);
    let document = convert::convert(&name, &bytes, &args.reading.options()?);
    let mut page = Page {
        screen: Screen::stdout(),
        language,
        document: &document,
    };
    page.head()?;
    for project in &document.projects {
        page.project(project)?;
    }
    page.other_findings()?;
    let failed = document.error.is_some();
    Ok(if failed { FAULTS } else { DONE })
}

/// A document being drawn on a screen.
struct Page<'a, W> {
    screen: Screen<W>,
    language: Language,
    document: &'a Document,
}

impl<W: Write> Page<'_, W> {
    fn head(&mut self) -> io::Result<()> {
        let document = self.document;
        let title = document.title.as_deref().unwrap_or(&document.path);
        self.screen.line(Look::Bold, title)?;
        self.field("文件", "file", &document.path)?;
        let format = document.format.map_or("?", |format| format.as_str());
        let bytes = document.bytes.map(|bytes| bytes.to_string());
        let (bytes, id) = (bytes.unwrap_or("?".to_owned()), &document.document_id);
        self.say(
            ("内容", "content"),
            &Message::new(
                format!("{format}，{bytes} 字节，编号 {id}"),
                format!("{format}, {bytes} bytes, id {id}"),
            ),
        )?;
        self.say(("状态", "status"), &status(document.status))?;
        if let Some(error) = &document.error {
            let why = Message::new(error.message_zh.clone(), error.message.clone());
            let text = format!("{} [{}]", why.get(self.language), error.code);
            return self.field("原因", "reason", &text);
        }
        let kind = document_type(document.document_type);
        self.say(("文档类型", "document type"), &kind)?;
        self.year(document.fiscal_year, document.fiscal_year_source)?;
        let indicators: usize = document.projects.iter().map(|p| p.indicators.len()).sum();
        let projects = document.projects.len();
        self.say(
            ("项目", "projects"),
            &Message::new(
                format!("{projects} 个，共 {indicators} 条绩效指标"),
                format!("{projects} with {}", counted(indicators, "indicator")),
            ),
        )?;
        self.counts()
    }

    /// The number of findings of each severity.
    fn counts(&mut self) -> io::Result<()> {
        let counts: Vec<String> = [
            Severity::Error,
            Severity::Warning,
            Severity::Info,
            Severity::NotEvaluable,
        ]
        .into_iter()
        .filter_map(|kind| {
            let findings = self.document.findings.iter();
            let count = findings.filter(|finding| finding.severity == kind).count();
            (count > 0).then(|| format!("{} {count}", severity(kind, self.language)))
        })
        .collect();
        let comma = Message::fixed("，", ", ");
        let counts = counts.join(comma.get(self.language));
        self.optional("问题", "findings", Some(counts))
    }

    fn project(&mut self, project: &Project) -> io::Result<()> {
        let nameless = Message::fixed("（没有名称）", "(no name)");
        let name = project.project_name.as_deref();
        let name = name.unwrap_or(nameless.get(self.language));
        self.screen.line(Look::Plain, "")?;
        let title = format!("{}  {name}", project.seq);
        self.screen.line(Look::Title, &title)?;
        self.optional("标题", "heading", project.heading.clone())?;
        let (layout, kind) = (&project.layout, project.kind.as_str());
        self.say(
            ("版式", "layout"),
            &Message::new(format!("{layout}（{kind}）"), format!("{layout} ({kind})")),
        )?;
        self.optional("项目代码", "project code", project.project_code.clone())?;
        self.optional("上级项目", "parent project", project.parent_project.clone())?;
        let unit = organization(&project.budget_unit);
        self.optional("预算单位", "budget unit", unit)?;
        let department = organization(&project.department);
        self.optional("主管部门", "department", department)?;
        let unit = project.implementing_unit.clone();
        self.optional("实施单位", "implementing unit", unit)?;
        let (attribute, class) = (&project.project_attribute, &project.project_class);
        self.optional("项目属性", "attribute", attribute.clone())?;
        self.optional("项目类别", "class", class.clone())?;
        self.year(project.fiscal_year, project.fiscal_year_source)?;
        self.optional("开始日期", "start date", project.start_date.clone())?;
        self.optional("结束日期", "end date", project.end_date.clone())?;
        self.money(project)?;
        self.optional("资金用途", "purpose", project.purpose.clone())?;
        for (zh, en, list) in [
            ("绩效目标", "objectives", &project.objectives),
            ("中期目标", "multi-year", &project.objectives_multi_year),
        ] {
            for (index, objective) in list.iter().enumerate() {
                let (zh, en) = if index == 0 { (zh, en) } else { ("", "") };
                self.field(zh, en, &format!("{}. {objective}", index + 1))?;
            }
        }
        self.optional("完成情况", "achievement", project.objectives_actual.clone())?;
        for task in &project.tasks {
            let amount = self.amount(&task.amount).unwrap_or_default();
            let content = task.content.as_deref().unwrap_or_default();
            let name = &task.name;
            self.say(
                ("任务", "task"),
                &Message::new(
                    format!("{name}：{content} {amount}"),
                    format!("{name}: {content} {amount}"),
                ),
            )?;
        }
        let total = self.amount(&project.tasks_total);
        self.optional("任务合计", "total of tasks", total)?;
        if let Some(evaluation) = &project.evaluation {
            self.evaluation(evaluation)?;
        }
        self.optional("备注", "remark", project.remark.clone())?;
        self.indicators(project)?;
        self.findings(|finding| {
            finding.project_id.as_ref() == Some(&project.project_id)
                && !indicators::has(project, finding)
        })
    }

    fn money(&mut self, project: &Project) -> io::Result<()> {
        let budget = &project.budget;
        for (zh, en, value) in [
            ("预算数", "budget", &budget.total),
            ("财政资金", "fiscal funds", &budget.fiscal_funds),
            ("其他资金", "other funds", &budget.other_funds),
            ("上年结转", "carryover", &budget.carryover),
            ("项目总额", "multi-year total", &budget.multi_year_total),
        ] {
            let amount = self.amount(value);
            self.optional(zh, en, amount)?;
        }
        let blank = Message::fixed("空白", "blank");
        for line in &project.funding {
            let label: Vec<&str> = line.label.split_whitespace().collect();
            let (source, period) = (line.source.as_str(), line.period.as_str());
            let amount = self.amount(&line.amount);
            let amount = amount.unwrap_or_else(|| blank.get(self.language).to_owned());
            let spent = self.amount(&line.executed).map(|spent| {
                let message = Message::new(format!("，执行 {spent}"), format!(", spent {spent}"));
                message.get(self.language).to_owned()
            });
            let spent = spent.unwrap_or_default();
            let label = label.join(" ");
            self.say(
                ("资金来源", "funding"),
                &Message::new(
                    format!("{label}（{source}，{period}）：{amount}{spent}"),
                    format!("{label} ({source}, {period}): {amount}{spent}"),
                ),
            )?;
        }
        Ok(())
    }

    fn evaluation(&mut self, evaluation: &Evaluation) -> io::Result<()> {
        for (zh, en, value) in [
            ("年初预算数", "original budget", &evaluation.original_budget),
            ("全年预算数", "adjusted budget", &evaluation.annual_budget),
            ("全年执行数", "amount spent", &evaluation.executed),
        ] {
            let amount = self.amount(value);
            self.optional(zh, en, amount)?;
        }
        let rate = evaluation.execution_rate.map(|rate| format!("{rate} %"));
        self.optional("预算执行率", "execution rate", rate)?;
        let points = evaluation.execution_score.map(|score| {
            let weight = evaluation.execution_weight;
            weight.map_or(score.to_string(), |weight| format!("{score} / {weight}"))
        });
        self.optional("预算执行得分", "execution score", points)?;
        let score = evaluation.total_score.map(|score| score.to_string());
        self.optional("总分", "total score", score)?;
        self.optional("等级", "grade", evaluation.grade.clone())
    }

    /// The findings that belong to no project.
    fn other_findings(&mut self) -> io::Result<()> {
        self.findings(|finding| finding.project_id.is_none())
    }

    /// Draws findings as paragraphs: message and place, and the text they are about.
    fn findings(&mut self, wanted: impl Fn(&Finding) -> bool) -> io::Result<()> {
        let mut first = true;
        for finding in self.document.findings.iter().filter(|f| wanted(f)) {
            if std::mem::take(&mut first) {
                self.screen.line(Look::Plain, "")?;
            }
            let mut text = sentence(finding, self.language);
            if let Some(place) = numbers(&finding.location, self.language) {
                text += &bracketed(&place, self.language);
            }
            self.screen.note(look(finding.severity), &text)?;
            if let Some(evidence) = &finding.evidence {
                self.screen.note(Look::Dim, &format!("> {evidence}"))?;
            }
        }
        Ok(())
    }

    fn year(&mut self, year: Option<i32>, source: Option<YearSource>) -> io::Result<()> {
        let source = source.map(year_source);
        let source = source
            .as_ref()
            .map_or("?", |source| source.get(self.language));
        let year = year.map(|year| format!("{year}{}", bracketed(source, self.language)));
        self.optional("预算年度", "fiscal year", year)
    }

    fn amount(&self, amount: &Option<Amount>) -> Option<String> {
        let amount = amount.as_ref()?;
        Some(match amount.yuan {
            Some(yuan) => format!("{} = {yuan} 元", amount.raw),
            None => {
                let why = Message::fixed("无法理解", "not understood");
                let why = bracketed(why.get(self.language), self.language);
                format!("{}{why}", amount.raw)
            }
        })
    }

    fn field(&mut self, zh: &'static str, en: &'static str, text: &str) -> io::Result<()> {
        let label = Message::fixed(zh, en);
        self.screen.field(label.get(self.language), text)
    }

    fn say(&mut self, (zh, en): (&'static str, &'static str), text: &Message) -> io::Result<()> {
        self.field(zh, en, text.get(self.language))
    }

    fn optional(
        &mut self,
        zh: &'static str,
        en: &'static str,
        text: Option<String>,
    ) -> io::Result<()> {
        match text {
            Some(text) if !text.is_empty() => self.field(zh, en, &text),
            _ => Ok(()),
        }
    }
}

/// Severity, message and code of a finding.
fn bracketed(text: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("（{text}）"),
        Language::En => format!(" ({text})"),
    }
}

fn look(severity: Severity) -> Look {
    match severity {
        Severity::Error => Look::Red,
        Severity::Warning => Look::Yellow,
        Severity::Info => Look::Cyan,
        Severity::NotEvaluable => Look::Dim,
    }
}

fn status(status: Status) -> Message {
    match status {
        Status::Ok => Message::fixed("已读取（ok）", "ok"),
        Status::Partial => Message::fixed("部分读取（partial）", "partial: read with errors"),
        Status::Empty => Message::fixed("没有项目（empty）", "empty: no project found"),
        Status::Failed => Message::fixed("读取失败（failed）", "failed"),
    }
}

fn document_type(kind: DocumentType) -> Message {
    match kind {
        DocumentType::Target => Message::fixed("绩效目标", "performance targets"),
        DocumentType::SelfEvaluation => Message::fixed("绩效自评", "self-evaluation"),
        DocumentType::Mixed => Message::fixed("绩效目标和绩效自评", "targets and self-evaluations"),
        DocumentType::Other => Message::fixed("其他", "other"),
    }
}

fn year_source(source: YearSource) -> Message {
    match source {
        YearSource::Title => Message::fixed("根据文档标题", "from the title"),
        YearSource::Heading => Message::fixed("根据本节标题", "from the heading"),
        YearSource::Text => Message::fixed("根据正文", "from the text"),
        YearSource::TargetDate => {
            Message::fixed("根据指标值中的日期", "from the dates of the targets")
        }
        YearSource::Sibling => {
            Message::fixed("根据同一文件的其他项目", "from another project of the file")
        }
        YearSource::FileName => Message::fixed("根据文件名", "from the file name"),
        YearSource::Option => Message::fixed("由 --fiscal-year 指定", "given by --fiscal-year"),
    }
}

fn organization(organization: &Option<Organization>) -> Option<String> {
    let organization = organization.as_ref()?;
    let parts = [&organization.code, &organization.name];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Some(parts.join(" "))
}
