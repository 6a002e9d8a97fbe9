"""The examples of the documentation and of the READMEs run as written."""

import doctest
import re

import pytest
from conftest import TOP

import yusuan
from yusuan import _read, _tables


@pytest.mark.parametrize("module", [yusuan, _read, _tables])
def test_docstrings(module):
    result = doctest.testmod(module, extraglobs={"yusuan": yusuan})
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("page", "fence"),
    [
        ("README.md", "python"),
        ("README.zh-CN.md", "python"),
        ("python/README.md", "python"),
        ("python/README.zh-CN.md", "python"),
        # `make test-foreign` runs the Python of the guides that does not use the package
        ("docs/guide.md", "pycon"),
        ("docs/guide.zh-CN.md", "pycon"),
    ],
)
def test_pages(page, fence):
    text = (TOP / page).read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{fence}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert blocks
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page, page, 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0
