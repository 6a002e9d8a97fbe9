//! Messages about a wrong command line, in Chinese.
//!
//! In: clap's error. Out: the same in Chinese for the mistakes people make; `None` for all others, which stay English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error as it is printed.
pub(super) fn in_chinese(error: &Error) -> Option<String> {
    let what = what(error)?;
    let mut text = format!("yusuan: {what}\n");
    if let Some(near) = suggestion(error) {
        text += &format!("\n  您要写的是否为：{near}\n");
    }
    if let Some(usage) = value(error, ContextKind::Usage) {
        text += &format!("\n用法：{}\n", usage.trim_start_matches("Usage: "));
    }
    Some(text + "\n详细说明见 --help。\n")
}

fn what(error: &Error) -> Option<String> {
    let argument = || value(error, ContextKind::InvalidArg);
    let typed = || value(error, ContextKind::InvalidValue).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::InvalidValue if typed().is_empty() => format!("{} 后面缺少值", argument()?),
        ErrorKind::InvalidValue => {
            let words = value(error, ContextKind::ValidValue)?;
            format!("{} 的值“{}”无效；可选值：{words}", argument()?, typed())
        }
        ErrorKind::ValueValidation => {
            format!("{} 的值“{}”无效：格式或范围不正确", argument()?, typed())
        }
        ErrorKind::UnknownArgument => format!("没有参数 {}", argument()?),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", value(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::ArgumentConflict => match value(error, ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != argument().as_ref() => {
                format!("{} 不能与 {prior} 同时使用", argument()?)
            }
            _ => format!("{} 只能出现一次", argument()?),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument()?),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        _ => return None,
    })
}

fn suggestion(error: &Error) -> Option<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .iter()
    .find_map(|kind| value(error, *kind))
}

/// A part of the error, as text.
fn value(error: &Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => return None,
    })
}
