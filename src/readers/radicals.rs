//! Radicals in the place of the ideographs they look like: 目 printed by a browser comes back from a PDF as U+2F6C, and
//! `项⽬` is not a label.
//!
//! In: a character, or the texts of a document. Out: the ideographs a reader sees, and a finding. Lost: that they were
//! radicals. Source: Unicode, compatibility decompositions of U+2F00-2FD5 and `EquivalentUnifiedIdeograph` of U+2E80-2EF3;
//! simplified forms where both exist, as Chinese fonts draw them.

use crate::document::{Block, Document};
use crate::finding::{Finding, Findings, Severity};

/// For U+2F00 and on.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
     干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
     用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
     豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
     黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// For U+2E80 and on; a radical with no ideograph of its own stands for itself.
const SUPPLEMENT: &str = "⺀厂⺂乚乙亻⺆⺇⺈刂⺊卩⺌⺍兀尣尢尣巳幺彑彐忄㣺扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓\
     罒网网网羊羊羊老聿聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨\
     鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The ideograph for a radical; any other character as it is.
pub(crate) fn folded(character: char) -> char {
    let at = |table: &str, first: u32| table.chars().nth((u32::from(character) - first) as usize);
    match character {
        '\u{2f00}'..='\u{2fd5}' => at(KANGXI, 0x2f00),
        '\u{2e80}'..='\u{2ef3}' => at(SUPPLEMENT, 0x2e80),
        _ => None,
    }
    .unwrap_or(character)
}

/// Puts ideographs in the place of all radicals of a document.
pub(crate) fn unify(document: &mut Document, findings: &mut Findings) {
    let count = blocks(&mut document.blocks) + document.title.as_mut().map_or(0, text);
    if count > 0 {
        findings.push(Finding::extraction(
            "radicals-unified",
            Severity::Info,
            format!("{count} 处文字用的是部首字符（常见于从 PDF 复制的文字），已按对应的汉字读取"),
            format!("{count} texts use radicals in the place of ideographs, as text copied from a PDF does; they were read as the ideographs"),
        ));
    }
}

/// Counts the texts that had any.
fn blocks(blocks_of: &mut [Block]) -> usize {
    let counts = blocks_of.iter_mut().map(|block| match block {
        Block::Paragraph(paragraph) => text(&mut paragraph.text),
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.map(|cell| blocks(&mut cell.blocks)).sum()
        }
    });
    counts.sum()
}

fn text(text: &mut String) -> usize {
    // in UTF-8 they are E2 BA 80 to E2 BF 95, as much punctuation is E2 80
    let begins = memchr::memchr_iter(0xe2, text.as_bytes());
    let suspected = begins.map(|at| text.as_bytes().get(at + 1));
    if !suspected.flatten().any(|byte| *byte >= 0xba)
        || !text.contains(|c| ('\u{2e80}'..='\u{2fd5}').contains(&c))
    {
        return 0;
    }
    *text = text.chars().map(folded).collect();
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        for (radical, ideograph) in [
            ('\u{2f00}', '一'),
            ('\u{2f6c}', '目'),
            ('\u{2fd5}', '龠'),
            ('\u{2ea0}', '民'),
            ('\u{2ed4}', '门'),
            ('\u{2ef3}', '龟'),
            ('目', '目'),
            ('a', 'a'),
        ] {
            assert_eq!(folded(radical), ideograph);
        }
    }

    #[test]
    fn no_radical_of_kangxi_is_left() {
        let mut all = '\u{2f00}'..='\u{2fd5}';
        assert!(all.all(|radical| !('\u{2e80}'..='\u{2fdf}').contains(&folded(radical))));
    }
}
