//! The help in Chinese, with one line for every command and argument.

/// By name: `convert` is the description of the command, `convert ...` the examples at its end, `convert --output` one
/// of its arguments, and `--jobs` an argument that means the same in every command. The program itself has an empty
/// name.
#[rustfmt::skip]
pub(super) const HELP: &[(&str, &str)] = &[
    ("", "把政府预算公开文件中的绩效目标表转换为类型明确、经过检查的数据"),
    ("...", "\
示例：
  yusuan convert 下载 -o out                  把目录中的全部文件转换为 CSV
  yusuan convert 2024.docx | jq '.[].projects[].project_name'
  yusuan show 2024.docx                       显示一个文件的识别结果
  yusuan check 下载 --fail-on warning

退出状态：0 全部文件读取成功；1 有文件读取失败，或 check 查出错误；2 用法有误，或没有找到文件。"),
    ("--help", "显示帮助"),
    ("--version", "显示版本"),
    ("--lang", "提示信息的语言，不影响输出的数据［默认：中文环境为 zh，其他为 en］"),
    ("help", "显示某个命令的帮助"),

    ("--paths", "文件或目录；目录递归读取，- 表示标准输入"),
    ("--file", "要读的文件；- 表示标准输入"),
    ("--jobs", "线程数［默认：与处理器核数相同］"),
    ("--follow_links", "跟随目录中的符号链接"),
    ("--archives", "读取目录中的 zip 压缩包；命令行中直接给出的压缩包总会读取"),
    ("--quiet", "不显示进度和小结"),
    ("--fiscal_year", "文件没有印出年度时采用的预算年度"),
    ("--vocabulary", "补充标签用语的 YAML 文件，格式与 yusuan vocabulary 的输出相同"),

    ("convert", "把文件转换为 CSV、Parquet、XLSX、JSON、JSON Lines 或 YAML"),
    ("convert ...", "\
示例：
  yusuan convert 下载 -o out
  yusuan convert 下载 -o out --format csv,jsonl --jobs 4
  yusuan convert 下载 -o out --format parquet,xlsx
  yusuan convert 下载 -o out --excel --header zh
  yusuan convert 下载 -o out --resume         只读取新增、改动过和上次没有读完的文件
  yusuan convert 2024.docx --format yaml

不加 -o 或写 -o - 时，以一种嵌套格式写到标准输出：默认为 json，可用 --format 改为 jsonl 或 yaml。"),
    ("convert --output", "输出目录，不存在时新建；- 表示标准输出"),
    ("convert --format", "输出格式，用逗号分隔［默认：csv；不加 -o 时为 json］"),
    ("convert --excel", "写成可用 Excel 直接打开的 CSV：带 BOM，并在 Excel 会改动的文本（公式、长编码、1-2 等）前加 '"),
    ("convert --header", "CSV 与 XLSX 表头的语言［默认：CSV 为 en，XLSX 为 zh］"),
    ("convert --resume", "只读取上次运行之后新增或改动过的文件；上次运行中断时，从断点继续"),
    ("convert --shard", "只读取 N 个分片中第 I 个的文件；各分片用 yusuan merge 合并"),

    ("merge", "合并同一批文件各分片的输出"),
    ("merge ...", "\
示例：
  yusuan convert 下载 --shard 1/2 -o part1    在一台机器上
  yusuan convert 下载 --shard 2/2 -o part2    在另一台机器上
  yusuan merge part1 part2 -o out

输出格式与各分片相同，内容与一次读取全部文件的输出相同。"),
    ("merge --directories", "所有分片的输出目录"),
    ("merge --output", "合并后的输出目录，不存在时新建"),

    ("check", "列出问题：文件内容的错误，以及读取时的修补和推断"),
    ("check ...", "\
示例：
  yusuan check 下载
  yusuan check 2024.docx --format json
  yusuan check 下载 --fail-on warning --ignore text-noise,extraction
  yusuan check 下载 --format json > before.json; yusuan check 下载 --baseline before.json
  yusuan check --explain purpose-sum-mismatch

输入所在目录或其上级目录中的 yusuan.yaml 可以设定严重程度、阈值和不再报告的问题，见 docs/checks.md。"),
    ("check --format", "问题的输出格式"),
    ("check --fail_on", "有问题达到这一严重程度时，退出状态为 1［默认：error］"),
    ("check --select", "只列出这些代码或类别的问题；类别为 content（内容）或 extraction（读取）"),
    ("check --ignore", "不列出这些代码或类别的问题"),
    ("check --baseline", "以前的输出（json 或 csv）：只列出并统计其中没有的问题"),
    ("check --config", "配置文件［默认：输入的上级目录中最近的 yusuan.yaml］"),
    ("check --explain", "说明一条规则的检查内容、理由和依据；all 表示全部规则"),

    ("compare", "比对多个文件：雷同的指标、跨年度的变化、重复的文件"),
    ("compare ...", "\
示例：
  yusuan compare 下载                         列出雷同的内容和跨年度的变化
  yusuan compare 下载 -o out                  写成 out/comparisons.csv

与 convert 不同，在全部文件读完之前，每个文件的摘要都保留在内存中。"),
    ("compare --output", "输出目录，不存在时新建；- 表示标准输出"),
    ("compare --format", "输出格式［默认：text；加 -o 时为 csv］"),

    ("report", "写成一个网页，含汇总数字、数据表和每个文件"),
    ("report ...", "\
示例：
  yusuan report 下载 --open                   写成 report.html 并打开，不需要网络
  yusuan 下载                                 不写命令也一样，网页写在临时文件里

网页含中英两种语言，按浏览器的语言显示，可在页面顶部切换；--lang 只影响终端提示信息，不影响网页。

网页在写出之前保存在内存中。"),
    ("report --output", "网页文件；- 表示标准输出"),
    ("report --open", "写完后用浏览器打开"),

    ("serve", "在浏览器中打开一个页面，把文件拖进去即可；程序也可通过 HTTP 调用"),
    ("serve ...", "\
示例：
  yusuan serve                                打开页面，把文件、文件夹或 zip 压缩包拖进去
  yusuan serve 下载                           显示其中的文件，核实标记保存在该目录的 yusuan.yaml 中
  yusuan serve --no-open --port 8000 --token SECRET

除非用 --host 另行指定，只有本机可以连接。供程序调用的地址见 /openapi.json。
上传的文件存放在临时文件夹中，程序结束时删除。程序不会替调用者下载任何网址。"),
    ("serve --directory", "一个目录，打开时即显示其中的文件"),
    ("serve --host", "监听的地址；0.0.0.0 允许其他电脑连接"),
    ("serve --port", "端口；0 表示自动选择空闲端口"),
    ("serve --token", "地址中的口令［默认：随机生成］"),
    ("serve --name", "其他电脑访问本机所用的名称，可写多次"),
    ("serve --no_open", "不打开浏览器"),
    ("serve --jobs", "同时读取的文件数［默认：处理器核数］"),
    ("serve --quiet", "不显示说明"),

    ("show", "显示一个文件的识别结果"),
    ("dump", "输出某个处理阶段的结果"),
    ("dump --stage", "处理阶段：读出的文档、分节、识别结果、最终记录"),
    ("dump --format", "输出 JSON，而不是文本"),

    ("schema", "输出嵌套格式的 JSON Schema，或数据表的 Table Schema"),
    ("schema --format", "json-schema 为嵌套格式，table-schema 为数据表"),
    ("vocabulary", "输出识别表格所用的词表"),
    ("vocabulary ...", "\
示例：
  yusuan vocabulary                           输出标签用语；--vocabulary 的文件格式与此相同
  yusuan vocabulary units"),
    ("vocabulary --file", "词表名称"),

    ("completions", "输出命令行补全脚本"),
    ("completions ...", "\
示例：
  yusuan completions bash > ~/.local/share/bash-completion/completions/yusuan
  yusuan completions zsh > ~/.zfunc/_yusuan
  yusuan completions fish > ~/.config/fish/completions/yusuan.fish
  yusuan completions powershell >> $PROFILE"),
    ("completions --shell", "shell 的名称"),
    ("man", "把手册页（man page）写入目录"),
    ("man --directory", "目录，不存在时新建"),
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
