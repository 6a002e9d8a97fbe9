//! The help in Chinese, with one line for every command and argument.

/// By name: `convert` is the description of the command, `convert ...` the examples at its end, `convert --output` one
/// of its arguments, and `--jobs` an argument that means the same in every command. The program itself has an empty
/// name.
#[rustfmt::skip]
pub(super) const HELP: &[(&str, &str)] = &[
    ("", "把各级政府公开的预算文件中的绩效目标表，转成带类型、经过检查的数据"),
    ("...", "\
示例：
  yusuan convert 下载 -o out                  转换文件夹里的全部文档，写成 CSV
  yusuan convert 2024.docx | jq '.[].projects[].project_name'
  yusuan show 2024.docx                       在屏幕上看一个文件被理解成什么
  yusuan check 下载 --fail-on warning

退出状态：0 全部读成；1 已完成，但有文件失败，或 check 发现错误；2 用法有误，或没有找到文件。"),
    ("--help", "显示帮助"),
    ("--version", "显示版本"),
    ("--lang", "提示信息的语言，不影响输出的数据［默认：中文环境为 zh，其他为 en］"),
    ("help", "显示某个命令的帮助"),

    ("--paths", "文件或目录；目录会递归读取，- 表示标准输入"),
    ("--file", "要读的文件；- 表示标准输入"),
    ("--jobs", "线程数［默认：处理器核数］"),
    ("--follow_links", "跟随目录中的符号链接"),
    ("--archives", "打开目录中的 zip 压缩包；直接给出的压缩包总会打开"),
    ("--quiet", "不显示进度和小结"),
    ("--fiscal_year", "文件中没有印出年度时采用的预算年度"),
    ("--vocabulary", "补充表头用语的 YAML 文件，格式同 src/vocabulary/labels.yaml"),

    ("convert", "把文件转换为 CSV、Parquet、XLSX、JSON、JSON Lines 或 YAML"),
    ("convert ...", "\
示例：
  yusuan convert 下载 -o out
  yusuan convert 下载 -o out --format csv,jsonl --jobs 4
  yusuan convert 下载 -o out --format parquet,xlsx
  yusuan convert 下载 -o out --excel --header zh
  yusuan convert 下载 -o out --resume         只读新增、改动过和上次没做完的文件
  yusuan convert 2024.docx --format yaml

不加 -o 或写 -o - 时，把一种嵌套格式写到标准输出：默认 json，可用 --format 改为 jsonl 或 yaml。"),
    ("convert --output", "输出目录；不存在时会新建；- 表示标准输出"),
    ("convert --format", "输出格式，用逗号分隔［默认：csv；不加 -o 时为 json］"),
    ("convert --excel", "供 Excel 双击打开的 CSV：带 BOM，Excel 会改动的文本（公式、长编码、1-2 等）前加 '"),
    ("convert --header", "CSV 与 XLSX 表头的语言 ［默认：CSV 为 en，XLSX 为 zh］"),
    ("convert --resume", "只读自上次写入该目录以来新增或改动过的文件，上次中途停止时也一样"),
    ("convert --shard", "只取 N 份中第 I 份的文件；各份用 yusuan merge 合并"),

    ("merge", "合并同一批文件各个分片的输出"),
    ("merge ...", "\
示例：
  yusuan convert 下载 --shard 1/2 -o part1    在一台机器上
  yusuan convert 下载 --shard 2/2 -o part2    在另一台机器上
  yusuan merge part1 part2 -o out

输出格式与各分片相同。OUT 中的内容与一次读完全部文件所写的相同。"),
    ("merge --directories", "所有分片的输出目录"),
    ("merge --output", "合并后的输出目录；不存在时会新建"),

    ("check", "列出修补过、推断出的和有疑问的内容"),
    ("check ...", "\
示例：
  yusuan check 下载
  yusuan check 2024.docx --format json
  yusuan check 下载 --fail-on warning --ignore text-noise,extraction
  yusuan check 下载 --format json > before.json; yusuan check 下载 --baseline before.json
  yusuan check --explain purpose-sum-mismatch

输入所在目录或其上级目录中的 yusuan.yaml 可以设定严重程度、阈值和不再报告的发现，见 docs/checks.md。"),
    ("check --format", "发现的输出形式"),
    ("check --fail_on", "有达到这一严重程度的发现时，退出状态为 1［默认：error］"),
    ("check --select", "只看这些代码，或 content（内容）、extraction（读取）两类之一"),
    ("check --ignore", "不看这些代码或类别"),
    ("check --baseline", "以前的输出（json 或 csv）：只显示并统计其中没有的发现"),
    ("check --config", "配置文件［默认：输入上方最近的 yusuan.yaml］"),
    ("check --explain", "说明一条规则查什么、为什么、依据是什么；all 为全部规则"),

    ("compare", "比对多个文件：雷同的指标、同一项目的两个年度、重复的文件"),
    ("compare ...", "\
示例：
  yusuan compare 下载                         哪些内容雷同，哪些目标逐年变化
  yusuan compare 下载 -o out                  同样的内容写成 out/comparisons.csv

与 convert 不同，全部文件读完之前会保留每个文件的摘要。"),
    ("compare --output", "输出目录；不存在时会新建；- 表示标准输出"),
    ("compare --format", "输出形式［默认：text；加 -o 时为 csv］"),

    ("report", "写成一个网页：数字、表格和每个文件，用浏览器打开"),
    ("report ...", "\
示例：
  yusuan report 下载 -o report.html           写完后打开 report.html，不需要网络

网页同时含中文和英文，按浏览器的语言显示，页面顶部可以切换；--lang 只是终端提示信息的语言，不影响网页。
网页写出之前保存在内存里。几千个项目仍可流畅使用，更多时请按目录分开。"),
    ("report --output", "网页文件；- 表示标准输出"),

    ("show", "在屏幕上画出一个文件被理解成什么"),
    ("dump", "输出各处理阶段的中间结果"),
    ("dump --stage", "处理阶段：读出的文档、分节、识别结果、最后的记录"),
    ("dump --format", "用 JSON 代替文本"),

    ("schema", "输出嵌套格式的 JSON Schema"),
    ("schema --format", "嵌套格式，或平面表格"),
    ("vocabulary", "输出识别表格所用的词语"),
    ("vocabulary ...", "\
示例：
  yusuan vocabulary                           表头用语；--vocabulary 的文件格式与此相同
  yusuan vocabulary units"),
    ("vocabulary --file", "词语文件"),

    ("completions", "输出命令行补全脚本"),
    ("completions ...", "\
示例：
  yusuan completions bash > ~/.local/share/bash-completion/completions/yusuan
  yusuan completions zsh > ~/.zfunc/_yusuan
  yusuan completions fish > ~/.config/fish/completions/yusuan.fish
  yusuan completions powershell >> $PROFILE"),
    ("completions --shell", "命令行外壳（shell）"),
    ("man", "把手册页写到一个目录"),
    ("man --directory", "目录；不存在时会新建"),
];

/// The text for a name.
pub(super) fn text(name: &str) -> Option<&'static str> {
    let found = HELP.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}

/// The text for an argument: that of the command, else the one for all commands. `path` is empty or ends with a space.
pub(super) fn argument(path: &str, id: &str) -> Option<&'static str> {
    text(&format!("{path}--{id}")).or_else(|| text(&format!("--{id}")))
}
