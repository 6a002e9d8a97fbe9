//! What the writers make of records built by hand: exact bytes, equal data in every nested format, and flat tables that
//! agree with their own description.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use serde_json::Value;
use yusuan::batch;
use yusuan::convert::Options;
use yusuan::inputs::Walk;
use yusuan::record::Document;
use yusuan::writers::files::{Outputs, Piece};
use yusuan::writers::schema::json_schema;
use yusuan::writers::{FORMATS, Header, OutputFormat, Style, format_named};

mod records;

fn format(name: &str) -> &'static OutputFormat {
    format_named(name).expect("a format")
}

/// The files of a format, by name.
fn written(documents: &[Document], name: &str, style: Style) -> HashMap<String, String> {
    let directory = tempfile::tempdir().unwrap();
    let formats = [format(name)];
    let mut outputs = Outputs::in_directory(directory.path(), &formats, &style).unwrap();
    for document in documents {
        let mut piece = Piece::default();
        piece.push(document.clone(), &formats, &style).unwrap();
        outputs.write(piece).unwrap();
    }
    outputs.finish().unwrap();
    std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn one(documents: &[Document], name: &str) -> String {
    let mut files = written(documents, name, Style::default());
    assert_eq!(files.len(), 1);
    files.drain().next().unwrap().1
}

/// One document for every trap, in several fields.
fn traps() -> Vec<Document> {
    let trapped = |(index, trap): (usize, &&str)| {
        let mut document = records::document(&format!("{index}.txt"));
        document.title = records::text(trap);
        let project = &mut document.projects[0];
        project.purpose = records::text(trap);
        project.objectives = vec![(*trap).to_owned(), "x".to_owned(), (*trap).to_owned()];
        project.indicators[0].target.raw = (*trap).to_owned();
        project.tasks[0].name = (*trap).to_owned();
        document
    };
    records::TRAPS.iter().enumerate().map(trapped).collect()
}

fn parsed(documents: &[Document]) -> [Vec<Value>; 3] {
    let json: Vec<Value> = serde_json::from_str(&one(documents, "json")).unwrap();
    let jsonl = one(documents, "jsonl");
    let jsonl = jsonl
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let yaml = serde_saphyr::from_multiple(&one(documents, "yaml")).unwrap();
    [json, jsonl.collect(), yaml]
}

#[test]
fn nested_formats_carry_equal_data() {
    let mut documents = traps();
    documents.push(records::failed("failed.docx"));
    let [json, jsonl, yaml] = parsed(&documents);
    assert_eq!(json.len(), documents.len());
    assert_eq!(json, jsonl);
    for (index, (json, yaml)) in json.iter().zip(&yaml).enumerate() {
        assert_eq!(json, yaml, "{:?}", records::TRAPS.get(index));
    }
    for (value, trap) in json.iter().zip(records::TRAPS) {
        assert_eq!(value["projects"][0]["objectives"][2], *trap);
    }
}

/// Asserts that every line of JSON Lines can be read as a record and is written again with the same bytes.
fn assert_read_back(documents: &[Document]) {
    let lines = one(documents, "jsonl");
    assert_eq!(lines.lines().count(), documents.len());
    for (line, document) in lines.lines().zip(documents) {
        let read: Document = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), line);
        assert_eq!(read, *document, "{}", document.path);
    }
}

#[test]
fn records_are_read_back() {
    let mut documents = traps();
    documents.push(records::failed("failed.docx"));
    for (index, number) in [
        "0",
        "0.00",
        "-0.10",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ]
    .into_iter()
    .enumerate()
    {
        documents[index].projects[0].indicators[0].target.value = records::decimal(number);
    }
    assert_read_back(&documents);
    let line = one(&documents[..1], "jsonl");
    for (from, to) in [
        ("\"op\":\"=\"", "\"op\":\"==\""),
        ("\"value\":0,", "\"value\":1e40,"),
        ("\"value\":0,", "\"value\":\"0\","),
        ("\"format\":\"text\"", "\"format\":\"paper\""),
    ] {
        assert!(line.contains(from), "{from}");
        let broken = serde_json::from_str::<Document>(&line.replace(from, to));
        assert!(broken.is_err(), "{to}");
    }
}

#[test]
fn fields_stand_in_the_order_of_the_records() {
    let [json, _, yaml] = parsed(&[records::document("a.txt")]);
    let keys = |value: &Value| {
        value
            .as_object()
            .map(|map| map.keys().cloned().collect::<Vec<_>>())
    };
    assert_eq!(keys(&json[0]), keys(&yaml[0]));
    assert_eq!(
        keys(&json[0]).unwrap()[..3],
        ["document_id", "path", "sha256"]
    );
}

#[test]
fn decimals_keep_their_digits() {
    for (name, expected) in [
        ("json", "\"yuan\": 110000.00"),
        ("jsonl", "\"yuan\":110000.00"),
        ("yaml", "yuan: 110000.00\n"),
        ("json", "\"value\": 8.00,"),
        ("yaml", "value: 8.00\n"),
        ("yaml", "score: 9.50\n"),
    ] {
        let text = one(&[records::document("a.txt")], name);
        assert!(text.contains(expected), "{name}: {expected}");
    }
    let mut document = records::document("a.txt");
    let digits = "79228162514264337593543950335";
    document.projects[0].indicators[0].weight = records::decimal(digits);
    assert!(one(&[document], "json").contains(&format!("\"weight\": {digits},")));
}

#[test]
fn the_bytes_of_a_failed_document() {
    let documents = [records::failed("a b.docx"), records::failed("c.docx")];
    let sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let line = |path: &str| {
        format!(
            "{{\"document_id\":\"e3b0c44298fc1c14\",\"path\":\"{path}\",\"sha256\":\"{sha256}\",\"bytes\":0,\"format\":null,\
             \"status\":\"failed\",\"error\":{{\"code\":\"empty-file\",\"message\":\"the file is empty (0 bytes); download or \
             export it again\",\"message_zh\":\"文件为空（0 字节）；请重新下载或导出\"}},\"title\":null,\"document_type\":\"other\",\"fiscal_year\":null,\"fiscal_year_source\":null,\
             \"cells\":0,\"cells_claimed\":0,\"projects\":[],\"budget_tables\":[],\"findings\":[]}}\n"
        )
    };
    assert_eq!(one(&documents, "jsonl"), line("a b.docx") + &line("c.docx"));
    let yaml = |path: &str| {
        format!(
            "---\ndocument_id: e3b0c44298fc1c14\npath: {path}\nsha256: {sha256}\nbytes: 0\nformat: null\nstatus: failed\nerror:\n  \
             code: empty-file\n  message: the file is empty (0 bytes); download or export it again\n  \
             message_zh: 文件为空（0 字节）；请重新下载或导出\ntitle: null\n\
             document_type: other\nfiscal_year: null\nfiscal_year_source: null\ncells: 0\ncells_claimed: 0\nprojects: []\nbudget_tables: []\nfindings: []\n"
        )
    };
    assert_eq!(one(&documents, "yaml"), yaml("a b.docx") + &yaml("c.docx"));
    let json = one(&documents, "json");
    assert!(json.starts_with("[\n  {\n    \"document_id\""), "{json}");
    assert!(json.ends_with("    \"findings\": []\n  }\n]\n"), "{json}");
    assert_eq!(json.matches("\n  },\n  {\n").count(), 1, "{json}");
}

#[test]
fn yaml_is_laid_out_for_people() {
    let text = one(&[records::document("a.txt")], "yaml");
    for expected in [
        "projects:\n  - project_id: \"0123456789abcdef-p01\"\n    seq: 1\n",
        "    purpose: |-\n      一、运维\n      二、专线\n",
        "    objectives:\n      - 保证运行\n      - 提高效率\n    objectives_multi_year: []\n",
        "        target:\n          raw: \"=8个\"\n          kind: number\n",
        "          flags:\n            - implicit_op\n",
    ] {
        assert!(text.contains(expected), "{expected}\nnot in\n{text}");
    }
}

#[test]
fn the_output_fits_its_schema() {
    let mut schema = json_schema().to_value();
    // here an unknown field is an error, although it is none for users, because fields may be added
    for definition in schema["$defs"].as_object_mut().unwrap().values_mut() {
        if definition["type"] == "object" {
            definition["additionalProperties"] = false.into();
        }
    }
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut documents = traps();
    documents.push(records::failed("failed.docx"));
    let array: Value = serde_json::from_str(&one(&documents, "json")).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&array)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut broken = array[0].clone();
    assert!(validator.is_valid(&broken));
    broken["projects"][0]["indicators"][0]["target"]["op"] = "≥".into();
    assert!(!validator.is_valid(&broken));
    assert!(!validator.is_valid(&serde_json::json!([{}])));
}

#[test]
fn every_field_of_the_schema_says_what_it_is() {
    let schema = json_schema().to_value();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let fields = definition["properties"].as_object().into_iter().flatten();
        for (field, schema) in fields {
            assert!(schema["description"].is_string(), "{name}.{field}");
        }
    }
}

/// Rows of a CSV file as maps.
fn table(text: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

#[test]
fn csv_read_back_equals_the_records() {
    let documents = traps();
    let files = written(&documents, "csv", Style::default());
    let indicators = table(&files["indicators.csv"]);
    assert_eq!(indicators.len(), documents.len());
    for (row, trap) in indicators.iter().zip(records::TRAPS) {
        assert_eq!(row["target_raw"], *trap);
        assert_eq!(row["target_value"], "8.00");
        assert_eq!(row["target_flags"], "implicit_op;year_inferred");
        assert_eq!(row["description_repeats"], "true");
        assert_eq!(row["description"], "");
        assert_eq!(row["project_name"], "信息系统, \"运维\"经费");
        assert_eq!(row["fiscal_year"], "2024");
    }
    for (row, trap) in table(&files["projects.csv"]).iter().zip(records::TRAPS) {
        assert_eq!(row["objectives"], format!("{trap}\nx\n{trap}"));
        assert_eq!(row["budget_total_yuan"], "110000.00");
        assert_eq!(row["budget_fiscal_funds_raw"], "约10");
        assert_eq!(row["budget_fiscal_funds_yuan"], "");
    }
}

#[test]
fn the_bytes_of_a_small_table() {
    let files = written(&[records::document("a.txt")], "csv", Style::default());
    assert_eq!(
        files["funding.csv"],
        "project_id,seq,document_id,path,label,source,period,amount_raw,amount_yuan,\
         original_amount_raw,original_amount_yuan,executed_raw,executed_yuan,execution_rate,expenditure\n\
         0123456789abcdef-p01,1,0123456789abcdef,a.txt,财政资金,fiscal,annual,11.00,110000.00,,,10.45,104500.00,95.0,basic\n"
    );
}

#[test]
fn the_variant_for_excel_guards_texts_and_leaves_numbers() {
    let mut document = records::document("a.txt");
    document.projects[0].indicators[0].target.value = records::decimal("-5");
    document.projects[0].project_name = records::text("+86\n电话");
    let style = Style {
        excel: true,
        header: Some(Header::Zh),
    };
    let files = written(&[document], "csv", style);
    let text = files["indicators.csv"].strip_prefix('\u{feff}').unwrap();
    let row = &table(text)[0];
    assert_eq!(row["指标值（原文）"], "'=8个");
    assert_eq!(row["指标值数值"], "-5");
    assert_eq!(
        row["指标值比较符"], "=",
        "a word of ours, not a text of theirs"
    );
    assert_eq!(row["偏差原因"], "'- 无");
    assert_eq!(row["项目名称"], "'+86\n电话");
}

/// Checks what `frictionless validate` checks: header, types, constraints, primary and foreign keys.
fn assert_package_holds(files: &HashMap<String, String>) {
    let package: Value = serde_json::from_str(&files["datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len() + 1, files.len());
    let rows_of = |resource: &Value| table(&files[resource["path"].as_str().unwrap()]);
    let key = |row: &HashMap<String, String>, names: &Value| -> Vec<String> {
        let names = names.as_array().unwrap().iter();
        names
            .map(|name| row[name.as_str().unwrap()].clone())
            .collect()
    };
    for resource in resources {
        let schema = &resource["schema"];
        let rows = rows_of(resource);
        assert!(!rows.is_empty(), "{}", resource["name"]);
        let mut seen = HashSet::new();
        for row in &rows {
            assert!(seen.insert(key(row, &schema["primaryKey"])), "{row:?}");
            for field in schema["fields"].as_array().unwrap() {
                assert_field_holds(field, &row[field["name"].as_str().unwrap()]);
            }
        }
        for foreign in schema["foreignKeys"].as_array().into_iter().flatten() {
            let parent = resources
                .iter()
                .find(|parent| parent["name"] == foreign["reference"]["resource"])
                .unwrap();
            let known: HashSet<_> = rows_of(parent)
                .iter()
                .map(|row| key(row, &foreign["reference"]["fields"]))
                .collect();
            for row in &rows {
                let value = key(row, &foreign["fields"]);
                assert!(known.contains(&value) || value == [""], "{value:?}");
            }
        }
    }
}

fn assert_field_holds(field: &Value, text: &str) {
    let constraints = &field["constraints"];
    if text.is_empty() {
        assert_ne!(constraints["required"], true, "{field}");
        return;
    }
    if let Some(words) = constraints["enum"].as_array() {
        assert!(words.iter().any(|word| word == text), "{field}: {text}");
    }
    let fits = match field["type"].as_str().unwrap() {
        "integer" => text.parse::<u64>().is_ok(),
        "year" => text.len() == 4 && text.parse::<u16>().is_ok(),
        "number" => text.parse::<rust_decimal::Decimal>().is_ok(),
        "boolean" => ["true", "false"].contains(&text),
        "date" => text.len() == 10 && text.split('-').count() == 3,
        kind => kind == "string",
    };
    assert!(fits, "{field}: {text}");
}

#[test]
fn the_data_package_describes_what_stands_beside_it() {
    // the same file twice: ids are equal, paths are not
    let documents = [
        records::document("a.txt"),
        records::document("b/a.txt"),
        records::failed("c.txt"),
    ];
    for header in [Header::En, Header::Zh] {
        let style = Style {
            excel: false,
            header: Some(header),
        };
        assert_package_holds(&written(&documents, "csv", style));
    }
}

/// One file of every sample.
fn samples() -> Vec<Document> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut documents = Vec::new();
    for input in yusuan::inputs::collect(&[root], &Walk::default()).list {
        if input.name.ends_with(".docx") || input.name.ends_with(".html") {
            batch::convert_file(&input, &Options::default(), |document| {
                documents.push(document)
            });
        }
    }
    documents
}

#[test]
fn the_samples_are_read_back_and_fit_the_schema_and_the_data_package() {
    let mut documents = samples();
    documents.push(records::document("statutory.docx"));
    let projects: usize = documents
        .iter()
        .map(|document| document.projects.len())
        .sum();
    assert!(projects > 50, "{projects}");
    assert_read_back(&documents);
    let [json, jsonl, yaml] = parsed(&documents);
    assert!(json == jsonl && json == yaml);
    let validator = jsonschema::draft202012::new(&json_schema().to_value()).unwrap();
    let array: Value = serde_json::from_str(&one(&documents, "json")).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&array)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_package_holds(&written(&documents, "csv", Style::default()));
}

#[test]
fn an_unfinished_run_leaves_the_earlier_files() {
    let directory = tempfile::tempdir().unwrap();
    let formats: Vec<_> = FORMATS.iter().collect();
    let list = || {
        let names = std::fs::read_dir(directory.path()).unwrap();
        let mut names: Vec<_> = names
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let begin = || Outputs::in_directory(directory.path(), &formats, &Style::default()).unwrap();
    begin().finish().unwrap();
    let before = list();
    let read = || std::fs::read(directory.path().join("documents.jsonl")).unwrap();
    let mut outputs = begin();
    let mut piece = Piece::default();
    let document = records::document("a.txt");
    piece.push(document, &formats, &Style::default()).unwrap();
    outputs.write(piece).unwrap();
    assert!(read().is_empty());
    drop(outputs);
    assert_eq!(list(), before, "no temporary file stays");
    assert!(read().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_survives_every_nested_format(text in "\\PC*|[ -~\n\t]*|.*", entry in ".*\n.*") {
        let mut document = records::document("a.txt");
        document.title = Some(text.clone());
        document.projects[0].objectives = vec![entry.clone(), text.clone()];
        for values in parsed(&[document]) {
            prop_assert_eq!(&values[0]["title"], &text);
            prop_assert_eq!(&values[0]["projects"][0]["objectives"][0], &entry);
            prop_assert_eq!(&values[0]["projects"][0]["objectives"][1], &text);
        }
    }
}

/// One sample in several formats is one set of projects, whatever the file.
#[test]
fn a_project_counts_once_in_a_run() {
    let inputs = yusuan::inputs::collect(&["samples/seed".into()], &Walk::default());
    let mut documents = Vec::new();
    for input in &inputs.list {
        batch::convert_file(input, &Options::default(), |document| {
            documents.push(document)
        });
    }
    let mut again = documents[0].clone();
    again.path = "again".to_owned();
    documents.push(again);
    let projects = &written(&documents, "csv", Style::default())["projects.csv"];
    let mut rows = ::csv::Reader::from_reader(projects.as_bytes());
    let head = rows.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    let (id, duplicate_of) = (at("project_id"), at("duplicate_of"));
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4 * documents.len());
    for (index, row) in rows.iter().enumerate() {
        let first = &rows[index % 4][id];
        let expected = if index < 4 { "" } else { first };
        assert_eq!(&row[duplicate_of], expected, "{index}");
        let counts = if index < 4 { "true" } else { "false" };
        assert_eq!(&row[at("counts_in_total")], counts);
    }
}

#[test]
fn self_evaluations_are_never_added_up() {
    let projects = &written(&[records::document("a.txt")], "csv", Style::default())["projects.csv"];
    assert!(projects.trim_end().ends_with(",,false"), "{projects}");
}
