//! Destinations, which decide what becomes of a group's content: text, font table, field instruction, or nothing.
//!
//! In: the control word that begins a destination. Out: the state in which the group is read. Lost: unknown
//! destinations.

use super::{Destination, Equation, FormField, PASSED_OVER, Reader, State};
use crate::readers::fields::{shown_by, shows_instruction};

impl Reader {
    pub(super) fn begin(&mut self, destination: Destination) {
        self.state.destination = destination;
        self.state.begins = true;
    }

    /// Begins a destination, if the control word names one; returns false if it does not.
    pub(super) fn destination(&mut self, word: &[u8]) -> bool {
        match word {
            b"fonttbl" => self.begin(Destination::Fonts),
            b"stylesheet" => self.begin(Destination::Styles),
            b"bkmkstart" => {
                self.name.clear();
                self.begin(Destination::Bookmark);
            }
            b"fldinst" => {
                self.instruction.clear();
                self.form = FormField::default();
                self.begin(Destination::Instruction);
            }
            b"fldrslt" => {
                let instruction = self.instruction.trim_start().to_ascii_uppercase();
                let first = instruction.split_whitespace().next();
                // a formula shows its instruction, so its result is skipped
                if shows_instruction(&instruction) {
                    self.begin(Destination::Nowhere);
                }
                self.state.toc |= first == Some("TOC");
            }
            b"listtext" | b"pntext" => self.begin(Destination::Label),
            b"formfield" => {
                self.form = FormField::default();
                self.begin(Destination::Form);
            }
            b"ffl" => {
                self.form.entries.push(String::new());
                self.begin(Destination::FormEntry);
            }
            b"shptxt" | b"dptxbxtext" => {
                self.stories.open_box();
                self.state = State {
                    is_box: true,
                    destination: self.state.destination,
                    font: self.default_font,
                    fallback: self.state.fallback,
                    toc: self.state.toc,
                    ..State::default()
                };
            }
            b"nesttableprops" => self.state.nested = true,
            b"upr" => {
                self.state.alternative = Some(self.state.destination);
                self.begin(Destination::Nowhere);
            }
            // these may contain text boxes, or the text of a formula
            b"shpinst" | b"shpgrp" | b"do" | b"moMath" | b"moMathPara" => {}
            // exponents and fractions: 10⁴ is not 104, ½ is not 12
            b"msup" => self.state.raised = true,
            b"msub" => self.state.lowered = true,
            b"mden" => self.put("/"),
            b"objemb" | b"objocx" => self.stories.repairs.objects += 1,
            _ if PASSED_OVER.contains(&word) => self.begin(Destination::Nowhere),
            _ => return false,
        }
        true
    }

    pub(super) fn shows(&self) -> bool {
        shows_instruction(&self.instruction) && !self.state.hidden && !self.state.deleted
    }

    /// Adds the text of an EQ field, or counts it as not read.
    pub(super) fn formula(&mut self) {
        match shown_by(&self.instruction) {
            Some(Equation::Shown(text)) => self.stories.text(&text, self.state.toc),
            Some(Equation::NotRead) => self.stories.repairs.objects += 1,
            None => {}
        }
    }

    pub(super) fn is_box_without_data(&self) -> bool {
        self.form.kind.is_none() && self.instruction.trim().starts_with("FORMCHECKBOX")
    }
}
