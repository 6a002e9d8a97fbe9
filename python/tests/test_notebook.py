"""The display in a notebook is short and escaped."""

from html.parser import HTMLParser

import yusuan


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attributes)

    def handle_data(self, data):
        self.text.append(data)


def test_tables_show_what_they_hold(samples):
    tables = yusuan.read(samples / "seed" / "seed.txt")
    assert repr(tables).startswith("<yusuan.Tables: 1 documents, 4 projects, ")
    assert repr(tables.indicators).startswith("<yusuan.Table indicators: 51 rows, ")
    page = Tags()
    page.feed(tables._repr_html_())
    assert "indicators" in page.text
    assert "51" in page.text


def test_text_of_documents_is_escaped_and_cut(samples):
    text = (samples / "seed" / "seed.txt").read_text(encoding="utf-8")
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    projects = yusuan.read(text.replace("信息系统运维经费", evil).encode()).projects
    page = Tags()
    page.feed(projects._repr_html_())
    assert {"script", "img"}.isdisjoint(page.tags)
    assert any("<script>alert(1)" in text for text in page.text)
    assert len(page.tags) == len(list(filter(None, page.tags)))
    assert max(map(len, page.text)) <= 60


def test_long_tables_show_ten_rows(samples):
    page = Tags()
    page.feed(yusuan.read(samples / "seed" / "seed.txt").indicators._repr_html_())
    assert page.tags.count("tr") == 11
