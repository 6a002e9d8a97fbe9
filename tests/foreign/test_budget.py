"""DuckDB answers questions about the statutory tables: the three public expenses, the project share, education."""

import os
import shutil
import subprocess
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import duckdb

YUSUAN = os.environ["YUSUAN"]
UNIT = "清源市教育局"
TITLE = "<h1>清源市教育局2024年部门预算</h1>"
HEADER = (
    "<tr><td colspan=3>科目编码</td><td rowspan=2>科目名称</td><td rowspan=2>合计</td>"
    "<td rowspan=2>基本支出</td><td rowspan=2>项目支出</td></tr>"
    "<tr><td>类</td><td>款</td><td>项</td></tr>"
)
ITEMS = "<tr><td>项目</td><td>预算数</td></tr>"
CODES = [
    ("205", "", "", "教育支出", "90.00", "60.00", "30.00"),
    ("205", "01", "", "教育管理事务", "60.00", "60.00", ""),
    ("205", "01", "01", "行政运行", "60.00", "60.00", ""),
    ("205", "02", "", "普通教育", "30.00", "", "30.00"),
    ("205", "02", "02", "小学教育", "30.00", "", "30.00"),
    ("221", "", "", "住房保障支出", "10.00", "10.00", ""),
    ("221", "02", "", "住房改革支出", "10.00", "10.00", ""),
    ("221", "02", "01", "住房公积金", "10.00", "10.00", ""),
    ("", "", "", "合计", "100.00", "70.00", "30.00"),
]
THREE_PUBLIC = [
    ("合计", "9.00"),
    ("1.因公出国（境）费", "2.00"),
    ("2.公务接待费", "1.50"),
    ("3.公务用车购置及运行费", "5.50"),
    ("其中：（1）公务用车购置费", "0.00"),
    ("（2）公务用车运行费", "5.50"),
]


def table(title, head, rows):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<p>{title}</p><p>编制部门：{UNIT} 单位：万元</p><table border=1>{head}{body}</table>"


def page():
    tables = [
        table("2024年部门支出预算总表", HEADER, CODES),
        table("2024年一般公共预算支出功能分类预算表", HEADER, CODES),
        table("2024年一般公共预算“三公”经费支出预算表", ITEMS, THREE_PUBLIC),
    ]
    return '<meta charset="utf-8">' + TITLE + "".join(tables)


class Questions(unittest.TestCase):
    def setUp(self):
        directory = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, directory)
        (directory / "education.html").write_text(page(), encoding="utf-8")
        for form in ["csv", "parquet"]:
            subprocess.run(
                [YUSUAN, "convert", "--quiet", directory / "education.html", "-o", directory / form, "--format", form],
                check=True,
            )
        self.database = duckdb.connect()
        self.addCleanup(self.database.close)
        self.database.execute(f"CREATE VIEW budget_lines AS FROM '{directory}/parquet/budget_lines.parquet'")
        self.database.execute(f"CREATE VIEW budget_tables AS FROM '{directory}/parquet/budget_tables.parquet'")

    def rows(self, query):
        return self.database.sql(query).fetchall()

    def test_three_public_expenses_by_unit_and_year(self):
        rows = self.rows(
            "SELECT unit_name, fiscal_year, scope, stage, sum(amount_yuan) AS yuan FROM budget_lines "
            "WHERE table_kind = 'three_public' AND additive "
            "AND item IN ('overseas', 'reception', 'vehicles', 'vehicle_purchase', 'vehicle_running') "
            "GROUP BY ALL ORDER BY 1, 2, 3, 4"
        )
        self.assertEqual(rows, [(UNIT, 2024, "department", "budget", Decimal(90000))])

    def test_share_of_project_expenditure(self):
        rows = self.rows(
            "SELECT unit_name, fiscal_year, "
            "round(100 * sum(amount_yuan) FILTER (spending = 'project') / sum(amount_yuan), 1) "
            "FROM budget_lines WHERE table_kind = 'expenditure' AND additive GROUP BY ALL"
        )
        self.assertEqual(rows, [(UNIT, 2024, 30.0)])

    def test_education_by_section(self):
        rows = self.rows(
            "SELECT function_section, fiscal_year, unit_name, sum(amount_yuan) FROM budget_lines "
            "WHERE table_kind = 'general_public_expenditure' AND additive AND function_class = '205' "
            "GROUP BY ALL ORDER BY 1"
        )
        expected = [("20501", 2024, UNIT, Decimal(600000)), ("20502", 2024, UNIT, Decimal(300000))]
        self.assertEqual(rows, expected)

    def test_what_may_be_added_up_is_the_printed_total(self):
        rows = self.rows(
            "SELECT kind, sum(amount_yuan) FILTER (additive), max(amount_yuan) FROM budget_lines "
            "JOIN budget_tables USING (path, table_id) GROUP BY kind ORDER BY kind"
        )
        self.assertEqual(len(rows), 3)
        for kind, added, printed in rows:
            self.assertEqual(added, printed, kind)


if __name__ == "__main__":
    unittest.main()
